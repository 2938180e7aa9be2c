//! What can be typed.

use std::path::PathBuf;

use cadre_app::Source;
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};

use crate::choices::{
    AudienceName, BackupsName, FigureName, Kind, LayoutName, PaperName, SectionName, ThemeName,
};

/// Plan the people of a security team: record what they can do, compare it with industry figures, see what to hire and
/// train for. Everything stays in one file on this machine.
#[derive(Debug, Parser)]
#[command(name = "cadre", version, max_term_width = 100, propagate_version = true)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Print exactly one JSON document on standard output.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// A file that holds the passphrase of an encrypted workspace, in one line. Where it is left out: `CADRE_PASSPHRASE`, or
    /// what is typed when asked.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a new workspace: empty, the sample team, or from a JSON export.
    Init {
        /// The file to make; it must not exist yet.
        workspace: PathBuf,
        /// Begin with the sample team.
        #[arg(long, conflicts_with = "from")]
        sample: bool,
        /// Begin with a JSON export of another workspace.
        #[arg(long, value_name = "X.json")]
        from: Option<PathBuf>,
        /// The day on which the sample team stands; today where it is left out.
        #[arg(long, value_name = "YYYY-MM-DD", requires = "sample")]
        date: Option<NaiveDate>,
        /// The workspace's name; the file's name where it is left out.
        #[arg(long, conflicts_with_all = ["sample", "from"])]
        name: Option<String>,
        /// Encrypt it with a passphrase. Without one, who can read the file can read it all; with one, nobody can who has
        /// lost it.
        #[arg(long)]
        encrypt: bool,
    },
    /// Bring in a spreadsheet (CSV, XLSX, ODS) of levels, people, roles, targets, positions, competencies or a pulse, as
    /// one operation that one undo takes back.
    Import {
        /// The workspace.
        workspace: PathBuf,
        /// The spreadsheet.
        file: PathBuf,
        /// The only sheet to import; of a workbook that Cadre wrote, all are where it is left out.
        #[arg(long, value_name = "NAME")]
        sheet: Option<String>,
        /// Print what would happen, row by row, and change nothing.
        #[arg(long)]
        dry_run: bool,
        /// What a row is: a person (wide) or a level (long), or of a list; found from the file where it is left out.
        #[arg(long, value_enum)]
        layout: Option<LayoutName>,
        /// The scale of the levels; found from the values where it is left out.
        #[arg(long, value_parser = ["0-4", "1-5", "0-5", "0-10", "0-100", "percent", "words", "marks"])]
        scale: Option<String>,
        /// The team of people for whom the file names none; it is added where there is none of this name.
        #[arg(long)]
        team: Option<String>,
        /// The source of the levels where the file names none: manager, or self for forms of own ratings, where it is left
        /// out too.
        #[arg(long, value_parser = source)]
        source: Option<Source>,
        /// The day assessed where the file names none; today where it is left out.
        #[arg(long, value_name = "YYYY-MM-DD")]
        date: Option<NaiveDate>,
        /// Read the columns and names as they were set when a file of the same columns was imported last.
        #[arg(long)]
        as_before: bool,
        /// Import what is right and leave out what is wrong.
        #[arg(long)]
        skip_bad: bool,
    },
    /// The training items of a workspace: list them, add those that ship, bring in or write a list of them.
    Training {
        /// The workspace.
        workspace: PathBuf,
        /// A spreadsheet (CSV, XLSX, ODS) of training items to bring in, a row a lift; all of it or nothing.
        #[arg(long, value_name = "FILE", conflicts_with_all = ["add", "output"])]
        import: Option<PathBuf>,
        /// Keys of shipped items to add, or `all`.
        #[arg(long, value_name = "KEY", num_args = 1.., conflicts_with = "output")]
        add: Vec<String>,
        /// Write the items as a list that can be brought in again.
        #[arg(short, long, value_name = "OUT.csv")]
        output: Option<PathBuf>,
        /// List what ships with Cadre instead.
        #[arg(long, conflicts_with_all = ["import", "add", "output"])]
        shipped: bool,
    },
    /// Write everything as JSON, a workbook to read and hand on, or the current levels as CSV.
    Export {
        /// The workspace.
        workspace: PathBuf,
        /// The file to write: NAME.json is complete, NAME.xlsx has the matrix, the gaps and every list, NAME.csv the matrix.
        #[arg(short, long, value_name = "OUT.(json|xlsx|csv)")]
        output: PathBuf,
        #[command(flatten)]
        selection: Selecting,
    },
    /// The gap figures of every area beside the industry's.
    Gaps {
        /// The workspace.
        workspace: PathBuf,
        #[command(flatten)]
        selection: Selecting,
    },
    /// The ranked needs, and whether to hire or to train for each.
    Priorities {
        /// The workspace.
        workspace: PathBuf,
        #[command(flatten)]
        selection: Selecting,
    },
    /// How many people hold what each risk of a framework needs, and which risks rest on one person or none.
    ///
    /// A risk is as deep as the thinnest of the competencies that it needs. Who holds one has at least the lowest target of
    /// their team in it, or level 3 where the team has none. Alone are those who hold all of them at level 3 or above. In
    /// JSON: `{as_of, team, competencies:[{key, level_from, level_to, holders, assessed, unknown}], frameworks:[{id, basis,
    /// risks:[{id, standing: none|one|two_or_more|unknown|unmapped, depth, depth_if_unknown_met, needed, covered, single,
    /// open, unknown, alone}]}]}`.
    Risks {
        /// The workspace.
        workspace: PathBuf,
        /// One framework, by id, such as owasp-llm-2025; all of them where it is left out.
        #[arg(long, value_name = "ID")]
        framework: Option<String>,
        #[command(flatten)]
        scope: Scope,
    },
    /// What rests on single people: the seats and risks that open without each, and in a year of attrition.
    ///
    /// Nobody's leaving is predicted: each person is taken away in turn, and the year knows the attrition of roles only. Seats
    /// are counted in each competency that they need. In JSON: `{as_of, team, required, filled, people:[{person, rank,
    /// rank_to, seats_opened, risks_to_none, risks_to_one, more_shortfall, seats, risks}], twelve_months:{expected_to_open,
    /// seats:[{team, competency, filled, expected_filled}], risks:[{framework, risk, depth, chance_of_nobody}]}}`.
    KeyPeople {
        /// The workspace.
        workspace: PathBuf,
        #[command(flatten)]
        scope: Scope,
    },
    /// Which hires, which training and which contractors close the most for the money, the heads and the hours; proven.
    ///
    /// A limit that is left out is 0, or that of the scenario. Ctrl+C ends the search with the best plan so far and its gap. In
    /// JSON: `{status: optimal|within_gap|infeasible, objective, bound, gap, full_cover, cost, hires, borrowed_quarters, hours,
    /// limits, actions:[{kind: hire|train|borrow, quarter, counts_from, team, role | person + training, cost, adds,
    /// adds_at_most}], covered_before, coverage:[{quarter, ends_on, planned, p10, p50, p90, expected}], critical:[{team,
    /// competency, required, all_filled}], open:[{team, competency, level, seats, stopped_by}], more, frontier, warnings}`.
    /// `objective`, `bound` and `adds` are weighted seat-quarters, and depth counts half.
    Plan(PlanArguments),
    /// Write the board report, or say whether one still says what the workspace does.
    ///
    /// What is left out is as the workspace keeps it (the Report screen), but for names: people are named only where --names
    /// says so. The same workspace, date and options give the same bytes.
    Report(ReportArguments),
    /// Draw a chart, the same as on the screen.
    Chart {
        /// The workspace.
        workspace: PathBuf,
        /// Which chart.
        #[arg(value_enum)]
        kind: Kind,
        /// The file to write.
        #[arg(short, long, value_name = "OUT.(svg|png)")]
        output: PathBuf,
        /// The colours.
        #[arg(long, value_enum, default_value_t = ThemeName::Light)]
        theme: ThemeName,
        /// Compare: which of our figures stands beside the industry's; below-target where it is left out, or low-or-none
        /// where only that answers the benchmark's question.
        #[arg(long, value_enum)]
        figure: Option<FigureName>,
        /// Width in pixels, 480 to 1600.
        #[arg(long, default_value_t = 800, value_parser = clap::value_parser!(u32).range(480..=1600))]
        width: u32,
        /// Height in pixels that the chart comes near; what suits it where it is left out.
        #[arg(long, value_parser = clap::value_parser!(u32).range(200..=2400))]
        height: Option<u32>,
        /// The scenario of the charts of a plan, by name or id; the last where it is left out.
        #[arg(long, value_name = "NAME")]
        scenario: Option<String>,
        /// For print: 160 mm wide in the colours of paper, a PNG at 300 dots to the inch.
        #[arg(long, conflicts_with_all = ["theme", "width", "height"])]
        print: bool,
        /// Show people with their names, where the chart shows people; they are numbered otherwise.
        #[arg(long)]
        names: bool,
        #[command(flatten)]
        selection: Selecting,
    },
    /// The benchmarks that are shipped, or the figures of one with their sources; with a workspace its own editions too.
    Benchmarks {
        /// The id of one.
        id: Option<String>,
        /// The workspace whose own editions are meant too.
        #[arg(short, long, value_name = "WS")]
        workspace: Option<PathBuf>,
        /// Add an edition of your own to the workspace: TOML, or a table; data/own-editions has one of each to copy.
        #[arg(long, value_name = "FILE.(toml|csv)", requires = "workspace", conflicts_with = "id")]
        add: Option<PathBuf>,
        /// Print what adding would store, and change nothing.
        #[arg(long, requires = "add")]
        dry_run: bool,
        /// Let the edition that is added take the place of the workspace's own one of its id.
        #[arg(long, requires = "add")]
        replace: bool,
        /// Remove the edition ID, one of the workspace's own.
        #[arg(long, requires_all = ["workspace", "id"], conflicts_with = "default")]
        remove: bool,
        /// Compare the workspace with the edition ID where none is chosen.
        #[arg(long, requires_all = ["workspace", "id"])]
        default: bool,
    },
    /// What was done, newest first.
    Log {
        /// The workspace.
        workspace: PathBuf,
        /// Most operations to print.
        #[arg(long, default_value_t = 1000)]
        limit: u32,
    },
    /// Take back the last operation that stands.
    Undo {
        /// The workspace.
        workspace: PathBuf,
    },
    /// Do the last undone operation again.
    Redo {
        /// The workspace.
        workspace: PathBuf,
    },
    /// Give a workspace a passphrase, another one, or none.
    ///
    /// The new passphrase is typed twice when asked, or comes from --new-passphrase-file or `CADRE_NEW_PASSPHRASE`. Nobody else
    /// may have the workspace open. Backups that were made before keep the passphrase that they were made with, or none.
    Passphrase {
        /// The workspace.
        workspace: PathBuf,
        /// Take the passphrase away: who can read the file can read it all then.
        #[arg(long, conflicts_with = "new_passphrase_file")]
        remove: bool,
        /// A file that holds the new passphrase, in one line.
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
        /// Remove the backups of this workspace that are not encrypted, once it has its new passphrase and a backup with it.
        #[arg(long, conflicts_with = "remove")]
        remove_plain_backups: bool,
    },
    /// Write a copy of the workspace as it is now, encrypted as it is, and read it back; or list those made by themselves.
    ///
    /// Cadre makes backups by itself after a day's first change and before imports, restores, updates of the file, erasing
    /// and changes of the passphrase, and keeps the last of 12 days, 10 weeks and 9 months.
    Backup {
        /// The workspace.
        workspace: PathBuf,
        /// The file to write; where it is left out, the backups that there are are listed.
        destination: Option<PathBuf>,
    },
    /// Bring a backup back as a new file, or say what is in it.
    Restore {
        /// The backup; with --latest the workspace.
        backup: PathBuf,
        /// The file to make; it must not exist yet. Where it is left out, what is in the backup is told.
        workspace: Option<PathBuf>,
        /// Bring the newest good backup of a workspace back in its place. The damaged file is set aside under a name that says
        /// so; nothing is written over.
        #[arg(long, conflicts_with = "workspace")]
        latest: bool,
    },
    /// Everything that is kept about one person, for them: as JSON, as a page, or in words.
    ///
    /// In JSON: `{format: "cadre-person", version, as_of, workspace, person:{id, name, names, removed, team, team_name, role,
    /// role_name, started_on, leaves_on, borrowed, learning_hours}, assessments:[{id, competency, competency_name, level, source,
    /// assessor, assessed_on, recorded_at, note, retracted}], assessed_others, plans:[{scenario, rule, kind, quarter, training,
    /// training_name, state}], key_person, operations:[{id, at, kind, label}], kept:{path, encrypted, backups:[{path, made_at,
    /// holds: true|false|null}]}, pulses, used_for, seen_by}`. `key_person` is as in `cadre key-people`; `holds` is null where a
    /// backup cannot be looked into.
    Person {
        /// The workspace.
        workspace: PathBuf,
        /// The person, by name or id; one who was removed too.
        #[arg(value_name = "NAME")]
        person: String,
        /// The file to write; where it is left out, it is printed.
        #[arg(short, long, value_name = "OUT.(json|html)")]
        output: Option<PathBuf>,
    },
    /// Erase a person for good: from the file, its history and, on choice, its backups. It cannot be undone.
    ///
    /// A backup is made first. Their name is replaced by “an erased person” wherever it stands as a whole. In JSON: `{people,
    /// assessments, notes, pulses, mentions, wiped, backups_erased, backups_kept, backups_closed, lines}`; `wiped` is false where
    /// another program has the workspace open: unused parts of the file are overwritten when it is next opened.
    Erase {
        /// The workspace.
        workspace: PathBuf,
        /// The person, by name or id; one who was removed too.
        #[arg(value_name = "NAME")]
        person: String,
        /// Another name of theirs to replace too, such as a nickname.
        #[arg(long, value_name = "NAME")]
        also: Vec<String>,
        /// What to do with the backups that have something of them; they are kept where it is left out.
        #[arg(long, value_enum)]
        backups: Option<BackupsName>,
        /// Do not ask. Without it, it is asked on a terminal, and refused where there is none.
        #[arg(long)]
        yes: bool,
    },
    /// What a works council is told: which data, for what, who sees it, how long, where, and what is not done.
    ///
    /// It is written from what the workspace is set to. In JSON: `{parts:[{heading, lines, columns, rows}], retention:{settings,
    /// kinds, due}}`; with --due `{due:[sentence]}`.
    Privacy {
        /// The workspace.
        workspace: PathBuf,
        /// The file to write; where it is left out, it is printed.
        #[arg(short, long, value_name = "OUT.(html|pdf)")]
        output: Option<PathBuf>,
        /// Say what has been kept longer than the workspace is set to. Nothing is erased.
        #[arg(long, conflicts_with = "output")]
        due: bool,
    },
    /// Check the whole file: the database, the chain of the log, the log against the data, the rules.
    ///
    /// Exit 0 where it is sound. Else every problem is told, with the newest good backup, and how to save the rest.
    Check {
        /// The workspace.
        workspace: PathBuf,
        /// A hash from an older audit trail or `cadre log --json`: check that the log still holds it, so that nothing up to it
        /// was changed since, not even by somebody who made all hashes anew.
        #[arg(long, value_name = "HASH", value_parser = hash)]
        head: Option<String>,
    },
    /// Save what can still be read of a damaged workspace, which is not changed.
    Salvage {
        /// The damaged workspace.
        workspace: PathBuf,
        /// The file to make, which must not exist yet: NAME.json for `init --from`, or NAME.cadre.
        #[arg(short, long, value_name = "OUT")]
        output: PathBuf,
    },
}

/// What a plan may spend, and how it is looked for.
#[derive(Debug, Args)]
pub(crate) struct PlanArguments {
    /// The workspace.
    pub(crate) workspace: PathBuf,
    /// Most money, over all quarters, in the workspace's currency.
    #[arg(long, value_name = "N")]
    pub(crate) budget: Option<f64>,
    /// Most hires.
    #[arg(long, value_name = "N")]
    pub(crate) hires: Option<u32>,
    /// Most borrowed quarters: a contractor for a quarter is one.
    #[arg(long, value_name = "N")]
    pub(crate) borrow: Option<u32>,
    /// Quarters planned, 1 to 12; 4 where it is left out.
    #[arg(long, value_name = "N")]
    pub(crate) quarters: Option<u32>,
    /// The gap that is near enough, as a share: 0.001 is a tenth of a percent.
    #[arg(long, value_name = "SHARE", default_value_t = cadre_app::plan::PLAN_GAP, value_parser = gap)]
    pub(crate) gap: f64,
    /// Longest time to search, in seconds, for the plan and for what is told of it; as long as it takes where it is left out.
    #[arg(long, value_name = "N")]
    pub(crate) seconds: Option<u32>,
    /// Plan so many budgets too, from nothing to where more money covers nothing more.
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "12", value_parser = clap::value_parser!(u16).range(2..=200))]
    pub(crate) frontier: Option<u16>,
    /// Seed of the simulations.
    #[arg(long, value_name = "N", default_value_t = cadre_app::plan::PLAN_SEED)]
    pub(crate) seed: u64,
    /// A scenario of the workspace, by name or id: its limits, wishes and seats, where no others are given.
    #[arg(long, value_name = "NAME")]
    pub(crate) scenario: Option<String>,
    /// Show the plan that is kept with the scenario, and look for no other.
    #[arg(long, requires = "scenario", conflicts_with_all = ["budget", "hires", "borrow", "quarters", "save"])]
    pub(crate) kept: bool,
    /// Keep the plan in the workspace as the scenario of this name.
    #[arg(long, value_name = "NAME")]
    pub(crate) save: Option<String>,
    /// Write the plan: NAME.xlsx and NAME.csv list it, NAME.txt has a requisition for each hire and the training list.
    #[arg(short, long, value_name = "OUT.(json|csv|xlsx|txt)")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) scope: Scope,
}

/// A gap as a share.
fn gap(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(gap) if (0.0..=1.0).contains(&gap) => Ok(gap),
        _ => Err("expected a share from 0 to 1, such as 0.001".to_owned()),
    }
}

/// What is reported, to whom.
#[derive(Debug, Args)]
pub(crate) struct ReportArguments {
    /// The workspace.
    pub(crate) workspace: PathBuf,
    /// The file to write.
    #[arg(short, long, value_name = "OUT.(pdf|pptx|xlsx|html)", required_unless_present = "verify")]
    pub(crate) output: Option<PathBuf>,
    /// Hold a report against the workspace: makes it again with what it was made with, and compares every byte. Exit 1 where
    /// they differ.
    #[arg(long, value_name = "FILE", conflicts_with_all = [
        "output", "audience", "sections", "scenario", "names", "smallest_group", "paper", "organisation", "words",
        "decision_on", "team", "benchmark", "as_of",
    ])]
    pub(crate) verify: Option<PathBuf>,
    /// Who reads it; for others it has other parts, unless --sections says which.
    #[arg(long, value_enum)]
    pub(crate) audience: Option<AudienceName>,
    /// The parts, in their own order.
    #[arg(long, value_enum, value_delimiter = ',')]
    pub(crate) sections: Vec<SectionName>,
    /// A scenario to put beside the others, by name or id; the first is what is asked for. The latest three that were solved
    /// where it is left out.
    #[arg(long, value_name = "NAME")]
    pub(crate) scenario: Vec<String>,
    /// Name people, on every page that has them; adds everybody's levels.
    #[arg(long)]
    pub(crate) names: bool,
    /// Withhold figures about fewer people than this, 3 to 10.
    #[arg(long, value_name = "N")]
    pub(crate) smallest_group: Option<u32>,
    /// The size of the pages.
    #[arg(long, value_enum)]
    pub(crate) paper: Option<PaperName>,
    /// Whose report it is; the workspace's name where nothing says.
    #[arg(long, value_name = "NAME")]
    pub(crate) organisation: Option<String>,
    /// What who signs it has to say, on page 1; 600 characters at most.
    #[arg(long, value_name = "TEXT")]
    pub(crate) words: Option<String>,
    /// A PNG or JPEG for the head of page 1; with --verify, the one that the report was made with.
    #[arg(long, value_name = "FILE")]
    pub(crate) logo: Option<PathBuf>,
    /// The day on which the decision is needed.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) decision_on: Option<NaiveDate>,
    #[command(flatten)]
    pub(crate) selection: Selecting,
}

/// Which team, date and benchmark.
#[derive(Debug, Default, Args)]
pub(crate) struct Selecting {
    /// The team, by name or id; all teams where it is left out.
    #[arg(long)]
    pub(crate) team: Option<String>,
    /// The benchmark, by id (see `cadre benchmarks`); the workspace's own where it is left out.
    #[arg(long, value_name = "ID")]
    pub(crate) benchmark: Option<String>,
    /// The date; today where it is left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_of: Option<NaiveDate>,
}

/// Which team and date.
#[derive(Debug, Default, Args)]
pub(crate) struct Scope {
    /// The team, by name or id; all teams where it is left out.
    #[arg(long)]
    pub(crate) team: Option<String>,
    /// The date; today where it is left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_of: Option<NaiveDate>,
}

/// A SHA-256 hash in hexadecimal digits.
fn hash(text: &str) -> Result<String, String> {
    if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Ok(text.to_lowercase())
    } else {
        Err("expected 64 hexadecimal digits".to_owned())
    }
}

fn source(word: &str) -> Result<Source, String> {
    Source::parse(word).ok_or_else(|| format!("choose one of {}", Source::ALL.map(Source::as_str).join(", ")))
}
