//! HiGHS: a mixed-integer programme in, its best solution and a proven bound out. The one place that knows the solver.

use std::{
    ffi::{c_char, c_int, c_void},
    ptr,
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use highs::{HighsModelStatus, HighsSolutionStatus, RowProblem, Sense};
use highs_sys::{HighsCallbackDataIn, HighsCallbackDataOut};

use crate::{PlanError, Progress};

/// When to stop, and whom to tell how far it is.
#[derive(Clone, Copy)]
pub struct Control<'a> {
    /// Set from anywhere, it ends the work with the best that was found.
    pub cancelled: &'a AtomicBool,
    /// The moment at which the work ends with the best that was found; `None` for never.
    pub until: Option<Instant>,
    /// Hears of every better plan and bound.
    pub progress: &'a (dyn Fn(Progress) + Sync),
}

impl Control<'_> {
    /// Whether there is neither time nor wish to go on.
    pub(crate) fn is_over(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed) || self.until.is_some_and(|until| Instant::now() >= until)
    }

    fn seconds(&self) -> f64 {
        self.until.map_or(f64::INFINITY, |until| {
            until.saturating_duration_since(Instant::now()).max(Duration::from_millis(1)).as_secs_f64()
        })
    }
}

/// How exactly to solve.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tolerance {
    /// The gap that is near enough, relative to the objective.
    pub(crate) relative: f64,
    /// Likewise in units of the objective.
    pub(crate) absolute: f64,
}

/// What came of it.
#[derive(Clone, Debug)]
pub(crate) struct Solution {
    /// The value of each column.
    pub(crate) values: Vec<f64>,
    /// No solution is better than this.
    pub(crate) bound: f64,
}

/// What is asked of the columns.
pub(crate) struct Programme<'a> {
    pub(crate) problem: RowProblem,
    pub(crate) sense: Sense,
    /// A solution to begin with.
    pub(crate) start: Option<&'a [f64]>,
    /// Added to the objective before it is told.
    pub(crate) offset: f64,
    /// Divides it.
    pub(crate) unit: f64,
}

/// Solves; `None` where nothing satisfies all rows. With no time to find anything, `values` is empty.
pub(crate) fn solve(
    programme: Programme<'_>,
    tolerance: Tolerance,
    control: &Control<'_>,
) -> Result<Option<Solution>, PlanError> {
    let Programme { problem, sense, start, offset, unit } = programme;
    let failed = |what: &'static str| PlanError::Solver { what };
    let mut model = problem.try_optimise(sense).map_err(|_| failed("the model was not accepted"))?;
    model.make_quiet();
    let options = (|| {
        // One thread and one seed: the same input gives the same plan.
        model.try_set_option("threads", 1)?;
        model.try_set_option("random_seed", 0)?;
        model.try_set_option("mip_rel_gap", tolerance.relative)?;
        model.try_set_option("mip_abs_gap", tolerance.absolute)?;
        model.try_set_option("time_limit", control.seconds())
    })();
    options.map_err(|_| failed("an option was not accepted"))?;
    if let Some(start) = start {
        model
            .try_set_solution(Some(start), None, None, None)
            .map_err(|_| failed("the start was not accepted"))?;
    }
    let mut listener = Listener { control, offset, unit };
    listen(&mut model, &mut listener)?;
    // HiGHS reports an interruption and a limit as warnings, which the wrapper lets through.
    let solved = model.try_solve().map_err(|_| failed("the search failed"))?;
    match solved.status() {
        HighsModelStatus::Infeasible => return Ok(None),
        HighsModelStatus::ModelEmpty => return Ok(Some(Solution { values: Vec::new(), bound: 0.0 })),
        HighsModelStatus::LoadError
        | HighsModelStatus::ModelError
        | HighsModelStatus::PresolveError
        | HighsModelStatus::SolveError
        | HighsModelStatus::PostsolveError
        | HighsModelStatus::Unbounded
        | HighsModelStatus::UnboundedOrInfeasible => return Err(failed("the model has no bounded answer")),
        _ => {}
    }
    let bound = solved.double_info_value(c"mip_dual_bound").map_err(|_| failed("there is no bound"))?;
    let values = match solved.primal_solution_status() {
        HighsSolutionStatus::Feasible => solved.get_solution().columns().to_vec(),
        _ => Vec::new(),
    };
    Ok(Some(Solution { values, bound }))
}

/// What the solver's callback sees.
struct Listener<'a, 'b> {
    control: &'a Control<'b>,
    offset: f64,
    unit: f64,
}

/// Has the solver ask the listener, while it works, whether it is to stop.
#[expect(unsafe_code, reason = "the solver's callbacks have no safe face; see the comments")]
fn listen(model: &mut highs::Model, listener: &mut Listener<'_, '_>) -> Result<(), PlanError> {
    unsafe extern "C" fn called(
        kind: c_int,
        _message: *const c_char,
        out: *const HighsCallbackDataOut,
        into: *mut HighsCallbackDataIn,
        listener: *mut c_void,
    ) {
        // SAFETY: HiGHS hands back the pointer given below, which outlives the search, and calls on the thread that
        // searches. Both data are null or valid for the time of the call.
        let (listener, out, into) =
            unsafe { (&*listener.cast::<Listener<'_, '_>>(), out.as_ref(), into.as_mut()) };
        if let Some(into) = into {
            into.user_interrupt = c_int::from(listener.control.cancelled.load(Ordering::Relaxed));
        }
        if let Some(out) = out
            && kind == highs_sys::kHighsCallbackMipLogging
            && out.mip_primal_bound.is_finite()
            && out.mip_dual_bound.is_finite()
        {
            (listener.control.progress)(Progress {
                objective: (out.mip_primal_bound + listener.offset) / listener.unit,
                bound: (out.mip_dual_bound + listener.offset) / listener.unit,
            });
        }
    }
    let handle = model.as_mut_ptr();
    // SAFETY: the handle is that of a live model; the listener outlives it, since `solve` drops the model first.
    let accepted = unsafe {
        highs_sys::Highs_setCallback(handle, Some(called), ptr::from_mut(listener).cast()) == 0
            && [
                highs_sys::kHighsCallbackSimplexInterrupt,
                highs_sys::kHighsCallbackIpmInterrupt,
                highs_sys::kHighsCallbackMipLogging,
                highs_sys::kHighsCallbackMipInterrupt,
            ]
            .into_iter()
            .all(|kind| highs_sys::Highs_startCallback(handle, kind) == 0)
    };
    if accepted { Ok(()) } else { Err(PlanError::Solver { what: "the callback was not accepted" }) }
}
