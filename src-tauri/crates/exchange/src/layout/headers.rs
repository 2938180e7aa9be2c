//! The words that headers are known by, in English and the usual ones in German, French and Spanish. All are folded as
//! names are.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::{LayoutKind, Meaning};
use crate::{currency, matching::fold};

static OF_LEVELS: LazyLock<HashMap<&str, Meaning>> = LazyLock::new(|| by_word(&LEVELS));
static OF_LISTS: LazyLock<HashMap<&str, Meaning>> = LazyLock::new(|| by_word(&LISTS));
static OF_NEITHER: LazyLock<HashSet<&str>> = LazyLock::new(|| IGNORED.split(", ").collect());

fn by_word(table: &[(Meaning, &'static str)]) -> HashMap<&'static str, Meaning> {
    table.iter().flat_map(|(meaning, words)| words.split(", ").map(|word| (word, *meaning))).collect()
}

/// Headers of tables of levels.
const LEVELS: [(Meaning, &str); 11] = [
    (
        Meaning::Person,
        "person, people, name, names, full name, employee, employee name, employees, staff, \
         staff name, staff member, team member, team members, member, member name, analyst, \
         engineer, consultant, colleague, resource, resource name, who, person name, display \
         name, individual, mitarbeiter, mitarbeiterin, mitarbeitende, mitarbeiter in, nom \
         complet, nom et prenom, collaborateur, salarie, employe, empleado, empleada, nombre, \
         nombre completo, persona",
    ),
    (Meaning::GivenName, "first name, firstname, given name, forename, vorname, prenom"),
    (
        Meaning::FamilyName,
        "last name, lastname, surname, family name, nachname, familienname, nom, nom de \
         famille, apellido, apellidos",
    ),
    (
        Meaning::Team,
        "team, team name, squad, group, unit, business unit, department, dept, division, \
         abteilung, gruppe, equipe, service, departement, equipo, departamento, tribe, org \
         unit",
    ),
    (
        Meaning::Role,
        "role, role name, job, job title, job role, title, position, function, rolle, \
         funktion, stelle, poste, fonction, puesto, cargo, rol",
    ),
    (
        Meaning::Competency,
        "skill, skills, skill name, competency, competence, competency name, competencies, \
         capability, ability, topic, subject, technology, knowledge area, fahigkeit, \
         kompetenz, kenntnis, kenntnisse, competence name, habilidad, competencia, aptitude",
    ),
    (
        Meaning::Level,
        "level, levels, score, rating, proficiency, proficiency level, skill level, grade, \
         value, current level, competency level, assessment, points, mark, stufe, niveau, \
         bewertung, einstufung, note obtenue, nivel, puntuacion, puntaje, self rating, self \
         level, self score, self assessment, your level, your rating, own level, own rating, \
         my level, my rating, selbsteinschatzung, selbstbewertung, auto evaluation, \
         autoevaluation, autoevaluacion, manager rating, manager level, manager score",
    ),
    (
        Meaning::Date,
        "date, assessed on, assessment date, date assessed, assessed, rated on, rating date, \
         last assessed, last updated, updated, updated on, as of, when, day, datum, stand, \
         bewertet am, date devaluation, evalue le, fecha, fecha de evaluacion, review date, \
         reviewed on",
    ),
    (Meaning::Source, "source, assessment type, assessment source, quelle, fuente, basis, origin"),
    (
        Meaning::Assessor,
        "assessor, by, assessed by, rated by, rater, reviewer, reviewed by, evaluator, \
         evaluated by, examiner, manager, manager name, bewertet von, bewerter, evaluateur, \
         evaluado por, evaluador",
    ),
    (
        Meaning::Note,
        "note, notes, comment, comments, remark, remarks, evidence, example, example or \
         evidence, reason, details, bemerkung, bemerkungen, kommentar, commentaire, \
         commentaires, remarque, comentario, comentarios, nota, notas",
    ),
];

/// Headers of lists.
const LISTS: [(Meaning, &str); 18] = [
    (
        Meaning::StartedOn,
        "started, started on, start, start date, starts, starts on, first day, hire date, \
         hired, hired on, joined, joined on, joining date, date of joining, entry date, \
         employed since, since, eintritt, eintrittsdatum, eingetreten, beginn, beginnt am, \
         dabei seit, date dentree, date darrivee, date dembauche, arrivee, entree, fecha \
         de inicio, fecha de alta, fecha de ingreso, inicio, ingreso",
    ),
    (
        Meaning::LeavesOn,
        "leaves, leaves on, leaving, leaving on, leaving date, leave date, left, left on, \
         last day, end date, ends, ends on, exit date, termination date, contract end, \
         contract ends, until, departure, departure date, austritt, austrittsdatum, \
         ausgetreten, letzter tag, verlasst uns am, vertragsende, date de depart, date de \
         sortie, depart, sortie, fin de contrat, fecha de baja, fecha de salida, salida, \
         baja, fin de contrato",
    ),
    (
        Meaning::Borrowed,
        "borrowed, on loan, lent, contractor, external, extern, externe, externer, \
         ausgeliehen, leihkraft, prete, prestataire, externo, externa, cedido, prestado",
    ),
    (
        Meaning::LearningHours,
        "learning hours, learning hours a quarter, learning hours per quarter, learning time, \
         training hours, training hours a quarter, training hours per quarter, study hours, \
         hours for learning, hours for training, lernstunden, lernzeit, \
         weiterbildungsstunden, schulungsstunden, heures de formation, heures d \
         apprentissage, temps de formation, horas de formacion, horas de aprendizaje",
    ),
    (
        Meaning::AnnualCost,
        "yearly cost, annual cost, cost a year, cost per year, yearly cost per seat, annual \
         cost per seat, cost of a seat, loaded cost, fully loaded cost, annual salary, yearly \
         salary, jahreskosten, kosten pro jahr, kosten im jahr, jahresgehalt, cout annuel, \
         cout par an, salaire annuel, coste anual, costo anual, salario anual",
    ),
    (
        Meaning::HiringCost,
        "hiring cost, hiring costs, cost of hiring, cost to hire, cost per hire, cost of a \
         hire, recruiting cost, recruiting costs, recruitment cost, recruitment costs, \
         einstellungskosten, kosten der einstellung, kosten pro einstellung, \
         rekrutierungskosten, cout de recrutement, cout dembauche, coste de contratacion, \
         costo de contratacion, coste de seleccion",
    ),
    (
        Meaning::ContractorRate,
        "contractor rate, contractor rate a quarter, contractor rate per quarter, contractor \
         cost, contractor cost a quarter, contractor cost per quarter, quarterly contractor \
         rate, contractor quarter, freelancer rate, quartalssatz, externer quartalssatz, \
         kosten extern pro quartal, tarif prestataire, cout prestataire, tarif trimestriel, \
         tarifa de contratista, tarifa trimestral",
    ),
    (
        Meaning::WeeksToFill,
        "weeks to fill, weeks to hire, weeks until filled, time to fill, time to hire, fill \
         time, besetzungsdauer, wochen bis besetzt, wochen bis zur besetzung, wochen zur \
         besetzung, semaines pour recruter, semaines pour pourvoir, delai de recrutement, \
         semanas para cubrir, semanas para contratar, tiempo de contratacion",
    ),
    (
        Meaning::WeeksToRamp,
        "weeks to ramp, weeks to ramp up, ramp weeks, ramp up weeks, ramp up, ramp up time, \
         ramp time, time to ramp, weeks to productivity, time to productivity, onboarding \
         weeks, einarbeitung, einarbeitungszeit, wochen einarbeitung, wochen bis \
         eingearbeitet, semaines dintegration, duree dintegration, montee en competence, \
         semanas de adaptacion, semanas de integracion",
    ),
    (
        Meaning::Attrition,
        "attrition, attrition a year, attrition per year, attrition rate, annual attrition, \
         yearly attrition, turnover, turnover rate, annual turnover, staff turnover, churn, \
         fluktuation, fluktuation pro jahr, fluktuationsrate, attrition annuelle, taux d \
         attrition, taux de rotation, rotation annuelle, rotacion, rotacion anual, tasa de \
         rotacion",
    ),
    (
        Meaning::Importance,
        "importance, priority, criticality, weight, wichtigkeit, wichtig, prioritat, \
         bedeutung, gewicht, gewichtung, priorite, criticite, poids, importancia, prioridad, \
         criticidad, peso",
    ),
    (
        Meaning::Seats,
        "seats, seat, headcount, head count, heads, positions, number of seats, number of \
         positions, openings, vacancies, fte, ftes, stellen, anzahl stellen, anzahl der \
         stellen, planstellen, sitze, kopfe, postes, nombre de postes, effectif, effectifs, \
         plazas, numero de plazas, puestos, vacantes",
    ),
    (
        Meaning::NeededBy,
        "needed by, needed on, need by, required by, by when, target date, due, due date, due \
         by, fill by, to be filled by, gebraucht bis, gebraucht ab, benotigt bis, benotigt \
         ab, bis wann, besetzen bis, zu besetzen bis, requis pour, requis le, necessaire \
         pour, necessaire le, echeance, necesario para, necesario el, para cuando, fecha \
         limite",
    ),
    (
        Meaning::Areas,
        "areas, areas named, gap areas, gaps, skill gaps, skills gaps, biggest gaps, areas \
         with gaps, bereiche, genannte bereiche, lucken, kompetenzlucken, domaines, domaines \
         cites, lacunes, areas con brechas, brechas, carencias",
    ),
    (
        Meaning::NoArea,
        "none of these, none of them, none of the above, no gap, keine davon, keine, keine lucke, aucun de ces \
         domaines, aucun, ninguna de estas, ninguna",
    ),
    (Meaning::Question, "question, question id, survey question, frage, umfragefrage, pregunta"),
    (
        Meaning::AreaName,
        "area, area name, skill area, competency area, domain, category, bereich, \
         kompetenzbereich, kategorie, themengebiet, domaine, domaine de competence, \
         categorie, dominio, categoria, area de competencia",
    ),
    (
        Meaning::RecheckMonths,
        "re check months, recheck months, re check, recheck, re check after, months to re \
         check, months until re check, re check after months, stale after, stale after \
         months, uberprufung nach monaten, neu prufen nach monaten, monate bis zur \
         uberprufung, reevaluation en mois, mois avant reevaluation, meses hasta la revision, \
         revision en meses",
    ),
];

/// Words that mean something else in one kind of list than elsewhere.
const STRONG: [(LayoutKind, Meaning, &str); 2] = [
    (
        LayoutKind::Targets,
        Meaning::Level,
        "target, targets, target level, required, required level, level required, needed, \
         needed level, level needed, expected level, soll, sollstufe, soll stufe, zielstufe, \
         ziel, niveau cible, niveau requis, cible, nivel objetivo, nivel requerido, objetivo",
    ),
    (
        LayoutKind::Pulse,
        Meaning::Date,
        "asked on, asked, answered on, timestamp, submitted, submitted on, zeitstempel, \
         gefragt am, beantwortet am, horodateur, demande le, marca temporal, preguntado el",
    ),
];

/// Words that mean something in one kind of list, where no other column does.
const WEAK: [(LayoutKind, Meaning, &str); 7] = [
    (LayoutKind::Roles, Meaning::Role, "name, names, nom, nombre"),
    (
        LayoutKind::Roles,
        Meaning::AnnualCost,
        "cost, costs, salary, kosten, gehalt, cout, salaire, coste, costo, salario",
    ),
    (LayoutKind::Roles, Meaning::ContractorRate, "contractor, rate, satz, tarif, tarifa"),
    (LayoutKind::Positions, Meaning::Seats, "number, count, people, anzahl, numero, personas"),
    (
        LayoutKind::Positions,
        Meaning::NeededBy,
        "date, when, start date, start, starts on, datum, beginn, fecha, debut, inicio",
    ),
    (LayoutKind::Competencies, Meaning::Competency, "name, names, nom, nombre"),
    (LayoutKind::Competencies, Meaning::AreaName, "group, topic, gruppe, groupe, grupo"),
];

/// Columns that are neither people nor skills: sums over the others, and what else is kept about people.
const IGNORED: &str = "total, totals, grand total, total score, overall, overall score, sum, average, avg, mean, median, \
    count, min, max, minimum, maximum, std dev, number, no, nr, row, id, employee id, employee number, \
    employee no, staff id, staff number, person id, user id, username, personnel number, email, e mail, \
    email address, mail, response, response number, phone, mobile, age, location, country, city, site, \
    office, salary, years, years of experience, experience years, tenure, seniority years, fte, summe, \
    gesamt, durchschnitt, mittelwert, anzahl, personalnummer, somme, moyenne, nombre total, suma, \
    promedio, media, matricule, gap, coverage, target, required, target level";

/// What a header of a table of levels says by its word, remarks in brackets left out of account.
pub(super) fn of_levels(folded: &str) -> Option<Meaning> {
    if folded.is_empty() || descriptor_level(folded).is_some() {
        return None;
    }
    let of = |folded: &str| OF_LEVELS.get(folded).copied();
    let is_format = |piece: &str| {
        piece.chars().all(|c| c.is_ascii_digit())
            || matches!(piece, "to" | "dd" | "mm" | "yyyy" | "yy" | "iso")
    };
    of(folded).or_else(|| {
        // "Level 0 4", "Your level 0 to 4", "Date dd mm yyyy": the words and then their format. "Person 7" is a name.
        let word = folded.rmatch_indices(' ').map(|(at, _)| folded.split_at(at));
        let mut words = word.take_while(|(_, format)| format.split_whitespace().all(is_format));
        let meaning = words.find_map(|(word, _)| of(word))?;
        matches!(meaning, Meaning::Level | Meaning::Date).then_some(meaning)
    })
}

/// What a header of a list says by its word. Money and shares carry their unit: "Yearly cost (EUR)".
pub(super) fn of_lists(header: &str) -> Option<Meaning> {
    let of = |folded: &str| {
        if descriptor_level(folded).is_some() {
            return Some(Meaning::Descriptor);
        }
        OF_LISTS.get(folded).copied()
    };
    of(&fold(header)).or_else(|| of(&without_unit(header)))
}

/// What a header says in this kind of list, before anything else.
pub(super) fn strong(kind: LayoutKind, header: &str) -> Option<Meaning> {
    within(&STRONG, kind, header)
}

/// What a header says in this kind of list where no other column says it.
pub(super) fn weak(kind: LayoutKind, header: &str) -> Option<Meaning> {
    within(&WEAK, kind, header)
}

fn within(table: &[(LayoutKind, Meaning, &str)], kind: LayoutKind, header: &str) -> Option<Meaning> {
    let folded = without_unit(header);
    table
        .iter()
        .find(|(of, _, words)| *of == kind && words.split(", ").any(|word| word == folded))
        .map(|(_, meaning, _)| *meaning)
}

/// The folded header without a unit behind it, in brackets or not.
pub(super) fn without_unit(header: &str) -> String {
    let bare = header.find(['(', '[']).map_or(header, |at| &header[..at]);
    let folded = fold(if bare.trim().is_empty() { header } else { bare });
    match folded.rsplit_once(' ') {
        Some((word, unit)) if matches!(unit, "percent" | "pct") || currency::is_word(unit, false) => {
            word.strip_suffix(" in").unwrap_or(word).to_owned()
        }
        _ => folded,
    }
}

/// The level that "Level 3" is the descriptor of.
pub(super) fn descriptor_level(folded: &str) -> Option<usize> {
    let (word, digit) = folded.split_once(' ')?;
    if !matches!(word, "level" | "descriptor" | "stufe" | "niveau" | "nivel") {
        return None;
    }
    match digit.as_bytes() {
        [digit @ b'0'..=b'4'] => Some(usize::from(digit - b'0')),
        _ => None,
    }
}

/// Whether a header over levels says that people rated themselves.
pub(super) fn is_self(folded: &str) -> bool {
    const WORDS: [&str; 5] =
        ["selbsteinschatzung", "selbstbewertung", "auto evaluation", "autoevaluation", "autoevaluacion"];
    WORDS.iter().any(|word| folded.starts_with(word))
        || ["self", "own", "your", "my"].iter().any(|word| folded.split(' ').next() == Some(word))
}

/// Whether a header names a sum or something about people that is not imported.
pub(super) fn is_ignored(folded: &str) -> bool {
    OF_NEITHER.contains(folded)
        || ["total ", "average ", "avg ", "sum of ", "number of ", "count of "]
            .iter()
            .any(|start| folded.starts_with(start))
}

#[cfg(test)]
mod tests;
