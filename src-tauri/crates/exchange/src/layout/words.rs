//! The words that rows and cells are known by. All are folded as names are.

use cadre_core::Source;

use crate::matching::fold;

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
