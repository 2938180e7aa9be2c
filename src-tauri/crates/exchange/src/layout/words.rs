//! The words that headers and rows are known by. All are folded as names are.

use cadre_core::Source;

use super::Meaning;
use crate::matching::fold;

/// Headers in English, and the usual ones in German, French and Spanish.
const HEADERS: [(Meaning, &[&str]); 11] = [
    (
        Meaning::Person,
        &[
            "person",
            "people",
            "name",
            "names",
            "full name",
            "employee",
            "employee name",
            "employees",
            "staff",
            "staff name",
            "staff member",
            "team member",
            "team members",
            "member",
            "member name",
            "analyst",
            "engineer",
            "consultant",
            "colleague",
            "resource",
            "resource name",
            "who",
            "person name",
            "display name",
            "individual",
            "mitarbeiter",
            "mitarbeiterin",
            "mitarbeitende",
            "mitarbeiter in",
            "nom complet",
            "nom et prenom",
            "collaborateur",
            "salarie",
            "employe",
            "empleado",
            "empleada",
            "nombre",
            "nombre completo",
            "persona",
        ],
    ),
    (Meaning::GivenName, &["first name", "firstname", "given name", "forename", "vorname", "prenom"]),
    (
        Meaning::FamilyName,
        &[
            "last name",
            "lastname",
            "surname",
            "family name",
            "nachname",
            "familienname",
            "nom",
            "nom de famille",
            "apellido",
            "apellidos",
        ],
    ),
    (
        Meaning::Team,
        &[
            "team",
            "team name",
            "squad",
            "group",
            "unit",
            "business unit",
            "department",
            "dept",
            "division",
            "abteilung",
            "gruppe",
            "equipe",
            "service",
            "departement",
            "equipo",
            "departamento",
            "tribe",
            "org unit",
        ],
    ),
    (
        Meaning::Role,
        &[
            "role",
            "role name",
            "job",
            "job title",
            "job role",
            "title",
            "position",
            "function",
            "rolle",
            "funktion",
            "stelle",
            "poste",
            "fonction",
            "puesto",
            "cargo",
            "rol",
        ],
    ),
    (
        Meaning::Competency,
        &[
            "skill",
            "skills",
            "skill name",
            "competency",
            "competence",
            "competency name",
            "competencies",
            "capability",
            "ability",
            "topic",
            "subject",
            "technology",
            "knowledge area",
            "fahigkeit",
            "kompetenz",
            "kenntnis",
            "kenntnisse",
            "competence name",
            "habilidad",
            "competencia",
            "aptitude",
        ],
    ),
    (
        Meaning::Level,
        &[
            "level",
            "levels",
            "score",
            "rating",
            "proficiency",
            "proficiency level",
            "skill level",
            "grade",
            "value",
            "current level",
            "competency level",
            "assessment",
            "points",
            "mark",
            "stufe",
            "niveau",
            "bewertung",
            "einstufung",
            "note obtenue",
            "nivel",
            "puntuacion",
            "puntaje",
            "self rating",
            "manager rating",
        ],
    ),
    (
        Meaning::Date,
        &[
            "date",
            "assessed on",
            "assessment date",
            "date assessed",
            "assessed",
            "rated on",
            "rating date",
            "last assessed",
            "last updated",
            "updated",
            "updated on",
            "as of",
            "when",
            "day",
            "datum",
            "stand",
            "bewertet am",
            "date d evaluation",
            "evalue le",
            "fecha",
            "fecha de evaluacion",
            "review date",
            "reviewed on",
        ],
    ),
    (
        Meaning::Source,
        &["source", "assessment type", "assessment source", "quelle", "fuente", "basis", "origin"],
    ),
    (
        Meaning::Assessor,
        &[
            "assessor",
            "by",
            "assessed by",
            "rated by",
            "rater",
            "reviewer",
            "reviewed by",
            "evaluator",
            "evaluated by",
            "examiner",
            "manager",
            "manager name",
            "bewertet von",
            "bewerter",
            "evaluateur",
            "evaluado por",
            "evaluador",
        ],
    ),
    (
        Meaning::Note,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "remark",
            "remarks",
            "evidence",
            "reason",
            "details",
            "bemerkung",
            "bemerkungen",
            "kommentar",
            "commentaire",
            "commentaires",
            "remarque",
            "comentario",
            "comentarios",
            "nota",
            "notas",
        ],
    ),
];

/// Columns that are neither people nor skills: sums over the others, and what else is kept about people.
const IGNORED: &[&str] = &[
    "total",
    "totals",
    "grand total",
    "total score",
    "overall",
    "overall score",
    "sum",
    "average",
    "avg",
    "mean",
    "median",
    "count",
    "min",
    "max",
    "minimum",
    "maximum",
    "std dev",
    "number",
    "no",
    "nr",
    "row",
    "id",
    "employee id",
    "employee number",
    "employee no",
    "staff id",
    "staff number",
    "person id",
    "user id",
    "username",
    "personnel number",
    "email",
    "e mail",
    "email address",
    "mail",
    "phone",
    "mobile",
    "age",
    "location",
    "country",
    "city",
    "site",
    "office",
    "salary",
    "start date",
    "started on",
    "hire date",
    "joined",
    "years",
    "years of experience",
    "experience years",
    "tenure",
    "seniority years",
    "fte",
    "summe",
    "gesamt",
    "durchschnitt",
    "mittelwert",
    "anzahl",
    "personalnummer",
    "somme",
    "moyenne",
    "nombre total",
    "suma",
    "promedio",
    "media",
    "matricule",
    "gap",
    "coverage",
    "target",
    "required",
    "target level",
];

/// What a header says by its word, remarks in brackets left out of account.
pub(super) fn meaning(folded: &str) -> Option<Meaning> {
    if folded.is_empty() {
        return None;
    }
    let of =
        |folded: &str| HEADERS.iter().find(|(_, words)| words.contains(&folded)).map(|(meaning, _)| *meaning);
    of(folded).or_else(|| {
        // "Level 0 4", "Score 1 to 5", "Date dd mm yyyy": the word and then its format.
        let (word, rest) = folded.split_once(' ')?;
        let is_format = rest.split(' ').all(|piece| {
            piece.chars().all(|c| c.is_ascii_digit())
                || matches!(piece, "to" | "dd" | "mm" | "yyyy" | "yy" | "iso")
        });
        if is_format { of(word) } else { None }
    })
}

/// Whether a header names a sum or something about people that is not imported.
pub(super) fn is_ignored(folded: &str) -> bool {
    IGNORED.contains(&folded)
        || ["total ", "average ", "avg ", "sum of ", "number of ", "count of "]
            .iter()
            .any(|start| folded.starts_with(start))
}

/// Whether the folded name of a row is that of a sum, a target or a legend; `certain` is false for words that may also be the
/// name of a person.
pub(crate) fn is_summary(folded: &str) -> Option<bool> {
    const CERTAIN: [&str; 34] = [
        "total",
        "totals",
        "grand total",
        "average",
        "averages",
        "avg",
        "team average",
        "overall",
        "sum total",
        "median",
        "mean",
        "count",
        "minimum",
        "maximum",
        "std dev",
        "target",
        "targets",
        "target level",
        "required",
        "required level",
        "needed",
        "have",
        "gap",
        "gaps",
        "coverage",
        "legend",
        "key",
        "notes",
        "summe",
        "gesamt",
        "durchschnitt",
        "mittelwert",
        "moyenne",
        "promedio",
    ];
    const POSSIBLE: [&str; 6] = ["sum", "min", "max", "media", "suma", "somme"];
    if CERTAIN.contains(&folded)
        || ["total ", "average ", "avg ", "number of ", "sum of ", "count of "]
            .iter()
            .any(|start| folded.starts_with(start))
    {
        return Some(true);
    }
    POSSIBLE.contains(&folded).then_some(false)
}

/// The source that a cell names.
pub(crate) fn source_of(text: &str) -> Option<Source> {
    let folded = fold(text);
    let has = |words: &[&str]| words.contains(&folded.as_str());
    if has(&[
        "self",
        "self assessment",
        "self assessed",
        "self rating",
        "own",
        "self evaluation",
        "selbst",
        "selbsteinschatzung",
        "auto evaluation",
        "autoevaluation",
        "autoevaluacion",
    ]) {
        Some(Source::Self_)
    } else if has(&[
        "peer",
        "peers",
        "peer review",
        "peer assessment",
        "colleague",
        "kollege",
        "kollegin",
        "collegue",
        "companero",
    ]) {
        Some(Source::Peer)
    } else if has(&[
        "manager",
        "manager assessment",
        "manager rating",
        "lead",
        "team lead",
        "line manager",
        "supervisor",
        "boss",
        "vorgesetzter",
        "fuhrungskraft",
        "responsable",
        "jefe",
    ]) {
        Some(Source::Manager)
    } else if has(&[
        "exam",
        "examination",
        "test",
        "quiz",
        "certificate",
        "certification",
        "cert",
        "prufung",
        "zertifikat",
        "examen",
        "certificat",
        "certificado",
    ]) {
        Some(Source::Exam)
    } else if has(&[
        "lab",
        "labs",
        "exercise",
        "ctf",
        "practical",
        "simulation",
        "ubung",
        "laboratorio",
        "labor",
    ]) {
        Some(Source::Lab)
    } else if has(&[
        "work",
        "work sample",
        "on the job",
        "project",
        "incident",
        "evidence",
        "arbeit",
        "projekt",
        "travail",
        "trabajo",
    ]) {
        Some(Source::Work)
    } else {
        None
    }
}
