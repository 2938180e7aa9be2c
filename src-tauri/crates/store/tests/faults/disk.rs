//! A folder as a disk that can fail: it counts the calls to its files and refuses the ones that it is told to, and it keeps
//! which bytes have reached it for certain, so that it can say what may be left after a loss of power.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rand_chacha::{ChaCha8Rng, rand_core::Rng};

use crate::vfs;

/// What `SQLite` asks of a disk. Giving a lock back and closing are not among it: they do not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    /// Opening a file that is there.
    Open,
    /// Opening one that is not.
    Create,
    Delete,
    Access,
    Read,
    Write,
    Truncate,
    Sync,
    FileSize,
    Lock,
    ShmMap,
    ShmLock,
}

/// How a disk fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Any call may fail.
    Io,
    /// There is no room: what would take more fails.
    Full,
}

impl Fault {
    fn concerns(self, call: Call) -> bool {
        match self {
            Self::Io => true,
            Self::Full => matches!(call, Call::Create | Call::Write | Call::ShmMap),
        }
    }
}

/// Which of the calls that a fault concerns fail: one, counted from 1, or, where it lasts, that one and all after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) fault: Fault,
    pub(crate) at: u64,
    pub(crate) lasting: bool,
}

/// The disks there are, by their folder: tests run side by side.
static DISKS: Mutex<Option<HashMap<PathBuf, Arc<Disk>>>> = Mutex::new(None);

pub(crate) struct Disk {
    folder: PathBuf,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    plan: Option<Plan>,
    calls: u64,
    hit: Option<Call>,
    record: Option<Record>,
}

/// A folder's disk until this is dropped.
pub(crate) struct Attached(Arc<Disk>);

impl std::ops::Deref for Attached {
    type Target = Disk;

    fn deref(&self) -> &Disk {
        &self.0
    }
}

impl Drop for Attached {
    fn drop(&mut self) {
        if let Some(disks) = hold(&DISKS).as_mut() {
            disks.remove(&self.0.folder);
        }
    }
}

fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Disk {
    /// Makes a folder a disk that works.
    pub(crate) fn attach(folder: &Path) -> Attached {
        vfs::install();
        let folder = folder.canonicalize().unwrap();
        let disk = Arc::new(Self { folder: folder.clone(), state: Mutex::default() });
        hold(&DISKS).get_or_insert_default().insert(folder, Arc::clone(&disk));
        Attached(disk)
    }

    pub(crate) fn of(folder: &Path) -> Option<Arc<Self>> {
        hold(&DISKS).as_ref()?.get(folder).cloned()
    }

    /// Begins to count calls, and to fail as planned.
    pub(crate) fn plan(&self, plan: Plan) {
        let mut state = hold(&self.state);
        (state.plan, state.calls, state.hit) = (Some(plan), 0, None);
    }

    /// The disk works again. Gives which call failed, where one has.
    pub(crate) fn mend(&self) -> Option<Call> {
        let mut state = hold(&self.state);
        state.plan.take()?;
        state.hit
    }

    /// Whether it ever failed as planned.
    pub(crate) fn was_hit(&self) -> bool {
        hold(&self.state).hit.is_some()
    }

    /// How many calls were made that the fault concerned.
    pub(crate) fn calls(&self) -> u64 {
        hold(&self.state).calls
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.folder.join(name).exists()
    }

    /// How a call fails, if it does.
    pub(crate) fn refuses(&self, call: Call) -> Option<Fault> {
        let mut state = hold(&self.state);
        let plan = state.plan?;
        if !plan.fault.concerns(call) {
            return None;
        }
        state.calls += 1;
        if state.calls == plan.at || plan.lasting && state.calls > plan.at {
            // That a file cannot be opened is what is said in the end, whatever failed before.
            if state.hit.is_none() || matches!(call, Call::Open | Call::Create) {
                state.hit = Some(call);
            }
            return Some(plan.fault);
        }
        None
    }
}

/// What has reached the disk, and what has not yet for certain.
pub(crate) struct Record {
    files: BTreeMap<String, Versions>,
    /// A disk that lies says that it has written what it was asked to sync, and has not.
    lies: bool,
    random: ChaCha8Rng,
    /// Moments at which power could fail: before each change of a file, and before and after each sync.
    moments: u64,
    chosen: BTreeSet<u64>,
    acknowledged: usize,
    losses: Vec<Loss>,
}

/// A disk after a loss of power.
pub(crate) struct Loss {
    pub(crate) moment: u64,
    /// How many changes had been acknowledged by then.
    pub(crate) acknowledged: usize,
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

/// A file by its name: the one that there is, and those that may be found under that name instead while the folder itself
/// has not been synced.
#[derive(Default)]
struct Versions {
    now: Option<Image>,
    before: Vec<Image>,
    /// Whether there may be none.
    perhaps_none: bool,
}

#[derive(Default)]
struct Image {
    certain: Vec<u8>,
    pending: Vec<Change>,
}

enum Change {
    Write(u64, Vec<u8>),
    Truncate(u64),
}

/// The unit in which disks write.
const SECTOR: u64 = 512;

impl Disk {
    /// Begins to keep what has reached the disk, and to lose power at the chosen moments: the run goes on after each, as if
    /// nothing had been.
    pub(crate) fn record(&self, chosen: BTreeSet<u64>, random: ChaCha8Rng, lies: bool) {
        hold(&self.state).record = Some(Record {
            files: BTreeMap::new(),
            lies,
            random,
            moments: 0,
            chosen,
            acknowledged: 0,
            losses: Vec::new(),
        });
    }

    /// A change was acknowledged.
    pub(crate) fn acknowledge(&self) {
        self.recorded(|record, _| record.acknowledged += 1);
    }

    /// Ends the record. Gives how many moments there were, and what the losses of power left.
    pub(crate) fn recorded_losses(&self) -> (u64, Vec<Loss>) {
        hold(&self.state).record.take().map_or((0, Vec::new()), |record| (record.moments, record.losses))
    }

    fn recorded(&self, what: impl FnOnce(&mut Record, &Path)) {
        if let Some(record) = &mut hold(&self.state).record {
            what(record, &self.folder);
        }
    }

    pub(crate) fn opens(&self, name: &str, create: bool) {
        self.recorded(|record, folder| {
            let versions = record.files.entry(name.to_owned()).or_default();
            if versions.now.is_none() {
                match fs::read(folder.join(name)) {
                    // It was there before the record began.
                    Ok(certain) => versions.now = Some(Image { certain, pending: Vec::new() }),
                    Err(_) if create => {
                        versions.now = Some(Image::default());
                        versions.perhaps_none = true;
                    }
                    Err(_) => {}
                }
            }
        });
    }

    pub(crate) fn writes(&self, name: &str, offset: u64, bytes: &[u8]) {
        self.recorded(|record, folder| {
            record.moment(folder);
            record.changes(name, Change::Write(offset, bytes.to_owned()));
        });
    }

    pub(crate) fn truncates(&self, name: &str, length: u64) {
        self.recorded(|record, folder| {
            record.moment(folder);
            record.changes(name, Change::Truncate(length));
        });
    }

    /// A file is synced, and with it the name of a log or journal in its folder, as the VFS of Unix does.
    pub(crate) fn syncs(&self, name: &str) {
        self.recorded(|record, folder| {
            record.moment(folder);
            if record.lies {
                return;
            }
            if let Some(versions) = record.files.get_mut(name)
                && let Some(now) = &mut versions.now
            {
                for change in std::mem::take(&mut now.pending) {
                    change.apply(&mut now.certain);
                }
                versions.before.clear();
                versions.perhaps_none = false;
            }
            record.moment(folder);
        });
    }

    pub(crate) fn deletes(&self, name: &str, sync_folder: bool) {
        self.recorded(|record, folder| {
            record.moment(folder);
            let versions = record.files.entry(name.to_owned()).or_default();
            versions.before.extend(versions.now.take());
            versions.perhaps_none = true;
            if sync_folder && !record.lies {
                versions.before.clear();
            }
        });
    }
}

impl Record {
    fn changes(&mut self, name: &str, change: Change) {
        if let Some(now) = self.files.get_mut(name).and_then(|versions| versions.now.as_mut()) {
            now.pending.push(change);
        }
    }

    fn moment(&mut self, folder: &Path) {
        self.moments += 1;
        if !self.chosen.contains(&self.moments) {
            return;
        }
        let mut files = BTreeMap::new();
        for (name, versions) in &self.files {
            let mut images: Vec<_> = versions.now.iter().chain(&versions.before).map(Some).collect();
            if versions.perhaps_none || images.is_empty() {
                images.push(None);
            }
            let chosen = self.random.next_u32() as usize % images.len();
            if let Some(image) = images[chosen] {
                files.insert(name.clone(), image.after_loss(&mut self.random));
            }
            // The shared memory of the log is never synced: it is whatever it is, or gone.
            let shared = name.replace("-wal", "-shm");
            if name.ends_with("-wal")
                && self.random.next_u32().is_multiple_of(2)
                && let Ok(bytes) = fs::read(folder.join(&shared))
            {
                files.insert(shared, bytes);
            }
        }
        self.losses.push(Loss { moment: self.moments, acknowledged: self.acknowledged, files });
    }
}

impl Image {
    /// What may be left: of each write that was not synced any of its sectors, so that of several to one place any may be the
    /// last (which is what reordering them comes to); now and then a sector that was being written holds neither.
    fn after_loss(&self, random: &mut ChaCha8Rng) -> Vec<u8> {
        let mut bytes = self.certain.clone();
        let kept = [0, 10, 50, 90, 100][random.next_u32() as usize % 5];
        let garbled = if random.next_u32().is_multiple_of(4) { 5 } else { 0 };
        for change in &self.pending {
            match change {
                Change::Truncate(_) => {
                    if random.next_u32() % 100 < kept {
                        change.apply(&mut bytes);
                    }
                }
                Change::Write(offset, written) => {
                    let mut from = 0;
                    while from < written.len() {
                        let at = offset + from as u64;
                        let to = written.len().min(from + (SECTOR - at % SECTOR) as usize);
                        let mut sector = written[from..to].to_owned();
                        let chance = random.next_u32() % 100;
                        if chance < kept || chance < kept + garbled {
                            if chance >= kept {
                                random.fill_bytes(&mut sector);
                            }
                            Change::Write(at, sector).apply(&mut bytes);
                        }
                        from = to;
                    }
                }
            }
        }
        bytes
    }
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Truncate(length) => bytes.resize(*length as usize, 0),
            Self::Write(offset, written) => {
                let from = *offset as usize;
                let to = from + written.len();
                if bytes.len() < to {
                    bytes.resize(to, 0);
                }
                bytes[from..to].copy_from_slice(written);
            }
        }
    }
}
