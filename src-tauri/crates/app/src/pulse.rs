//! The pulse: the benchmark's own question put to one's own managers. Answers are recorded by hand or come back in a sheet,
//! and nobody's name goes with them.

use std::collections::HashSet;

use cadre_core::{
    AreaKey, Content, Pulse, PulseId, PulseResponse,
    benchmark::{Benchmark, FigureKind},
    gaps::perceived_gap,
    statistics::Share,
};
use cadre_exchange::xlsx_out::{PulseForm, pulse_form};
use cadre_store::new_id;

use crate::{
    benchmarks::editions,
    catalogue::catalogue,
    draft::{PulseDraft, PulseFormDraft},
    error::{AppError, ErrorCode},
    figures::{Figures, question_in_words},
    file_name::file_name_for,
    team::Fields,
    view::{Choice, PulseQuestion, PulseRow, PulsesView, Selection},
    words,
    workspace::{Moment, Touched, Workspace},
};

/// As many managers as a pulse can be of: far more than any organisation asks.
const MOST_RESPONSES: usize = 10_000;

impl Workspace {
    /// The pulses, and what a new one may ask.
    pub fn pulses_view(&self, selection: &Selection, moment: Moment) -> Result<PulsesView, AppError> {
        let figures = self.figures(selection, None, moment)?;
        let content = &self.content;
        let mut pulses: Vec<&Pulse> = content.pulses.iter().collect();
        pulses.sort_by_key(|pulse| std::cmp::Reverse(pulse.asked_on));
        Ok(PulsesView {
            areas: content
                .areas
                .iter()
                .map(|area| Choice { value: area.key.to_string(), label: area.name.clone() })
                .collect(),
            questions: questions(content, figures.benchmark),
            pulses: pulses.into_iter().map(|pulse| row(&figures, pulse)).collect(),
            today: moment.today,
        })
    }

    /// Adds a pulse, or changes one.
    ///
    /// # Errors
    /// Every field that is wrong: a day to come, or one on which the question was asked already; a question of no benchmark;
    /// no area offered, or one that is not there; nobody's answer, or an answer that names what was not offered.
    pub fn save_pulse(&mut self, draft: &PulseDraft, moment: Moment) -> Result<Touched, AppError> {
        let content = &self.content;
        let before = draft.id.map(|id| find_pulse(content, id)).transpose()?;
        let mut fields = Fields::default();
        if draft.asked_on > moment.today {
            fields.wrong(
                "asked_on",
                format!("The day asked, {}, is still to come.", words::date(draft.asked_on)),
            );
        }
        let twice = |pulse: &Pulse| {
            Some(pulse.id) != draft.id && pulse.asked_on == draft.asked_on && pulse.series == draft.question
        };
        if content.pulses.iter().any(twice) {
            fields.wrong(
                "asked_on",
                format!(
                    "A pulse of this question was asked on {} already: change that one, or choose another day.",
                    words::date(draft.asked_on)
                ),
            );
        }
        check_question(content, &mut fields, &draft.question, before);
        let offered = check_offered(content, &mut fields, &draft.offered);
        if draft.responses.is_empty() {
            fields.wrong("responses", "There is no answer yet: record that of at least one manager.");
        } else if draft.responses.len() > MOST_RESPONSES {
            fields.wrong(
                "responses",
                format!(
                    "There are {} answers; at most 10,000 fit.",
                    words::thousands(draft.responses.len() as u32)
                ),
            );
        }
        for (number, named) in (1..).zip(&draft.responses) {
            if let Some(area) = named.iter().find(|area| !draft.offered.contains(area)) {
                let area = area_name(content, area);
                fields.wrong("responses", format!("Answer {number} names {area}, which was not offered."));
            }
        }
        fields.into_result()?;
        let pulse = Pulse {
            id: draft.id.unwrap_or_else(|| PulseId(new_id())),
            asked_on: draft.asked_on,
            series: draft.question.clone(),
            responses: draft
                .responses
                .iter()
                .map(|named| PulseResponse {
                    areas: offered.iter().filter(|area| named.contains(area)).cloned().collect(),
                })
                .collect(),
            offered,
        };
        let label = format!(
            "{} the pulse of {}",
            if before.is_some() { "Change" } else { "Record" },
            words::date(pulse.asked_on)
        );
        self.change("save-pulse", label, moment, |tx| Ok(tx.put_pulse(&pulse)?))?;
        Ok(vec!["pulses"])
    }

    /// Removes a pulse.
    ///
    /// # Errors
    /// It is not there any more.
    pub fn remove_pulse(&mut self, id: PulseId, moment: Moment) -> Result<Touched, AppError> {
        let pulse = find_pulse(&self.content, id)?;
        let label = format!("Remove the pulse of {}", words::date(pulse.asked_on));
        self.change("remove-pulse", label, moment, |tx| Ok(tx.remove_pulse(id)?))?;
        Ok(vec!["pulses"])
    }

    /// A blank sheet to hand out, which imports back; with the name of its file.
    ///
    /// # Errors
    /// The fields that are wrong: a question of no benchmark, no area, one that is not there.
    pub fn pulse_form(&self, draft: &PulseFormDraft) -> Result<(String, Vec<u8>), AppError> {
        let content = &self.content;
        let mut fields = Fields::default();
        check_question(content, &mut fields, &draft.question, None);
        let offered = check_offered(content, &mut fields, &draft.offered);
        fields.into_result()?;
        let names = content.areas.iter().filter(|area| offered.contains(&area.key));
        let form = PulseForm {
            asked_on: draft.asked_on,
            question: draft.question.clone(),
            wording: wording(content, &draft.question),
            areas: names.map(|area| area.name.clone()).collect(),
        };
        let name = file_name_for(&format!("Pulse {}", draft.asked_on), "xlsx");
        Ok((name, pulse_form(&form)?))
    }
}

/// What is shown of the pulse on the date, and what it compares with.
pub(crate) fn shown(figures: &Figures<'_>) -> String {
    let benchmark = figures.benchmark;
    let Some(pulse) = figures.pulse() else {
        return format!(
            "No manager was asked up to {}. Ask them the benchmark’s own question: only then do both stand on one scale.",
            words::date(figures.as_of)
        );
    };
    let asked = format!(
        "Asked {} of {}",
        words::date(pulse.asked_on),
        words::counted(pulse.responses.len() as u32, "manager", "managers")
    );
    if compares(pulse, benchmark) {
        return format!(
            "{asked}, with the benchmark’s own wording. P(ours higher) compares Jeffreys posteriors of both shares."
        );
    }
    format!("{asked}. {}", against(figures, pulse))
}

/// Whether a pulse asked what an edition's perceived gaps are about.
pub(crate) fn compares(pulse: &Pulse, benchmark: &Benchmark) -> bool {
    benchmark
        .figures
        .iter()
        .any(|figure| figure.kind == FigureKind::PerceivedGap && figure.question == pulse.series)
}

/// Why a pulse and an edition compare by their order only.
fn against(figures: &Figures<'_>, pulse: &Pulse) -> String {
    let benchmark = figures.benchmark;
    let edition = format!("{} {}", benchmark.publisher, benchmark.edition);
    if benchmark.figures.iter().any(|figure| figure.kind == FigureKind::PerceivedGap) {
        let asked = editions(figures.content)
            .flat_map(|other| other.figures.iter().map(move |figure| (other, figure)))
            .find(|(_, figure)| figure.question == pulse.series)
            .map_or_else(|| pulse.series.clone(), |(other, figure)| question_in_words(other, figure));
        format!("{edition} asks another question than the pulse ({asked}): they compare by order only.")
    } else {
        format!("{edition} asks nobody about perceived gaps: they compare by order only.")
    }
}

fn row(figures: &Figures<'_>, pulse: &Pulse) -> PulseRow {
    let managers = words::counted(pulse.responses.len() as u32, "manager", "managers");
    let compared = if compares(pulse, figures.benchmark) {
        format!("Compares directly with {} {}.", figures.benchmark.publisher, figures.benchmark.edition)
    } else {
        against(figures, pulse)
    };
    let named: Vec<(&str, Share)> = figures
        .content
        .areas
        .iter()
        .filter_map(|area| Some((area.name.as_str(), perceived_gap(pulse, &area.key)?)))
        .collect();
    let highest = named.iter().map(|(_, share)| share.count).max().unwrap_or_default();
    let most: Vec<&str> =
        named.iter().filter(|(_, share)| share.count == highest).map(|(area, _)| *area).collect();
    let most = if highest == 0 {
        String::new()
    } else {
        format!(" {} most: {highest} of {}.", words::list_some(&most, 2), pulse.responses.len())
    };
    PulseRow {
        id: pulse.id,
        asked_on: pulse.asked_on,
        day: words::date(pulse.asked_on),
        question: pulse.series.clone(),
        offered: pulse.offered.clone(),
        responses: pulse.responses.iter().map(|response| response.areas.clone()).collect(),
        sentence: format!("{managers}.{most} {compared}"),
    }
}

/// The questions about perceived gaps of all benchmarks, that of the one shown first: no other question compares directly.
fn questions(content: &Content, shown: &Benchmark) -> Vec<PulseQuestion> {
    let mut questions: Vec<(PulseQuestion, Vec<&str>)> = Vec::new();
    let others = editions(content).filter(|benchmark| benchmark.id != shown.id);
    for benchmark in std::iter::once(shown).chain(others) {
        for figure in benchmark.figures.iter().filter(|figure| figure.kind == FigureKind::PerceivedGap) {
            let at = questions.iter().position(|(question, _)| question.id == figure.question);
            let at = at.unwrap_or_else(|| {
                let question = PulseQuestion {
                    id: figure.question.clone(),
                    label: question_in_words(benchmark, figure),
                    wording: wording(content, &figure.question),
                    areas: Vec::new(),
                };
                questions.push((question, Vec::new()));
                questions.len() - 1
            });
            let (question, editions) = &mut questions[at];
            if !editions.contains(&benchmark.edition.as_str()) {
                editions.push(&benchmark.edition);
            }
            let known = content.areas.iter().any(|area| area.key == figure.area);
            if known && !question.areas.contains(&figure.area) {
                question.areas.push(figure.area.clone());
            }
        }
    }
    questions
        .into_iter()
        .map(|(mut question, mut editions)| {
            editions.sort_unstable();
            question.label = format!("{} ({})", question.label, editions.join(", "));
            question
        })
        .collect()
}

/// The question in the publisher's words: what stands before the answer counted, as in `Skill gaps: cloud computing`.
fn wording(content: &Content, question: &str) -> String {
    let editions: Vec<_> = editions(content).collect();
    editions
        .into_iter()
        .rev()
        .flat_map(|benchmark| &benchmark.figures)
        .filter(|figure| figure.question == question)
        .find_map(|figure| figure.wording.as_ref()?.split_once(": ").map(|(asked, _)| asked.to_owned()))
        .unwrap_or_default()
}

fn check_question(content: &Content, fields: &mut Fields, question: &str, before: Option<&Pulse>) {
    let known = editions(content)
        .flat_map(|benchmark| &benchmark.figures)
        .any(|figure| figure.kind == FigureKind::PerceivedGap && figure.question == question);
    // What was asked before stays askable, also where no edition has the question any more.
    if !known && before.is_none_or(|before| before.series != question) {
        fields.wrong(
            "question",
            format!("No benchmark asks “{question}”: choose a question about perceived gaps of one of them."),
        );
    }
}

/// What an area is called: its name, that of the shipped one where the workspace has it no more, else its key.
fn area_name<'a>(content: &'a Content, key: &'a AreaKey) -> &'a str {
    let own = content.areas.iter().find(|area| area.key == *key);
    own.or_else(|| catalogue().areas.iter().find(|area| area.key == *key))
        .map_or(key.as_str(), |area| &area.name)
}

/// The areas offered, each once, in the workspace's order.
fn check_offered(content: &Content, fields: &mut Fields, offered: &[AreaKey]) -> Vec<AreaKey> {
    let known: HashSet<&AreaKey> = content.areas.iter().map(|area| &area.key).collect();
    if offered.is_empty() {
        fields.wrong("offered", "No area can be named yet: offer at least one.");
    }
    for area in offered.iter().filter(|area| !known.contains(area)) {
        fields.wrong("offered", format!("{} is no area of this workspace.", area_name(content, area)));
    }
    content.areas.iter().map(|area| &area.key).filter(|area| offered.contains(area)).cloned().collect()
}

fn find_pulse(content: &Content, id: PulseId) -> Result<&Pulse, AppError> {
    content.pulses.iter().find(|pulse| pulse.id == id).ok_or_else(|| {
        AppError::new(
            ErrorCode::InvalidArgument,
            "This pulse is no longer there.",
            "Somebody may have removed it; undo brings it back.",
        )
    })
}
