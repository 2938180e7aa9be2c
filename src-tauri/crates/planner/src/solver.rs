//! The solver, HiGHS: a mixed-integer programme in, its best solution and a proven bound out. The one place that knows the solver.

use std::{
    cell::Cell,
    ffi::{c_char, c_int, c_void},
    ptr,
};

use highs::{HighsModelStatus, HighsSolutionStatus, RowProblem, Sense};
use highs_sys::{HighsCallbackDataIn, HighsCallbackDataOut};

use crate::{PlanError, Progress};

/// When to stop, how many threads may work, and whom to tell how far it is.
#[derive(Clone, Copy)]
pub struct Control<'a> {
    /// Asked often, from any thread: `true` ends the work with the best that was found. The caller's clock and cancel
    /// button are behind it.
    pub stop: &'a (dyn Fn() -> bool + Sync),
    /// Most threads that work at once, at least 1. The answer is the same with any number of them.
    pub threads: usize,
    /// Hears of every better plan and bound.
    pub progress: &'a (dyn Fn(Progress) + Sync),
}

impl Control<'_> {
    /// Whether there is neither time nor wish to go on.
    pub(crate) fn is_over(&self) -> bool {
        (self.stop)()
    }

    /// The same, for work on a part, whose objective is nobody's affair.
    pub(crate) fn silently(&self) -> Self {
        Self { progress: &|_| {}, ..*self }
    }
}

/// How exactly to solve.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tolerance {
    /// The gap that is near enough, relative to the objective.
    pub(crate) relative: f64,
    /// Likewise in units of the objective.
    pub(crate) absolute: f64,
    /// Most nodes of the search tree; a limit that is the same on every machine. `None` for no limit.
    pub(crate) nodes: Option<i32>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub(crate) struct Solution {
    /// The value of each column.
    pub(crate) values: Vec<f64>,
    /// No solution is better than this; infinite where nothing is known.
    pub(crate) bound: f64,
    /// Of a relaxation: what one more unit of each row's limit is worth.
    pub(crate) row_prices: Vec<f64>,
}

/// What is asked of the columns.
///
/// There is no solution to begin with: the solver (1.16) carries one over into its simplified model with another objective
/// where columns stand for one another, and then proves that wrong objective.
pub(crate) struct Programme {
    pub(crate) problem: RowProblem,
    pub(crate) sense: Sense,
    /// No column has to be whole.
    pub(crate) relaxed: bool,
    /// Added to the objective before it is told.
    pub(crate) offset: f64,
    /// Divides it.
    pub(crate) unit: f64,
}

/// Solves; `None` where nothing satisfies all rows. With no time to find anything, `values` is empty.
pub(crate) fn solve(
    programme: Programme,
    tolerance: Tolerance,
    control: &Control<'_>,
) -> Result<Option<Solution>, PlanError> {
    let Programme { problem, sense, relaxed, offset, unit } = programme;
    let failed = |what: &'static str| PlanError::Solver { what };
    let mut model = problem.try_optimise(sense).map_err(|_| failed("the model was not accepted"))?;
    model.make_quiet();
    let options = (|| {
        // One thread and one seed: the same input gives the same plan.
        model.try_set_option("threads", 1)?;
        model.try_set_option("random_seed", 0)?;
        model.try_set_option("mip_rel_gap", tolerance.relative)?;
        model.try_set_option("mip_abs_gap", tolerance.absolute)?;
        tolerance.nodes.map_or(Ok(()), |nodes| model.try_set_option("mip_max_nodes", nodes))
    })();
    options.map_err(|_| failed("an option was not accepted"))?;
    let listener = Listener { control, offset, unit, told: Cell::new(None) };
    listen(&mut model, &listener)?;
    // HiGHS reports an interruption and a limit as warnings, which the wrapper lets through.
    let solved = model.try_solve().map_err(|_| failed("the search failed"))?;
    match solved.status() {
        // Every column is bounded, so that nothing is unbounded.
        HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible => return Ok(None),
        HighsModelStatus::LoadError
        | HighsModelStatus::ModelError
        | HighsModelStatus::PresolveError
        | HighsModelStatus::SolveError
        | HighsModelStatus::PostsolveError
        | HighsModelStatus::Unbounded => return Err(failed("the model has no bounded answer")),
        _ => {}
    }
    let bound = if relaxed && solved.status() == HighsModelStatus::Optimal {
        solved.objective_value()
    } else if relaxed {
        if matches!(sense, Sense::Maximise) { f64::INFINITY } else { f64::NEG_INFINITY }
    } else {
        solved.double_info_value(c"mip_dual_bound").map_err(|_| failed("there is no bound"))?
    };
    let (mut values, mut row_prices) = (Vec::new(), Vec::new());
    if solved.primal_solution_status() == HighsSolutionStatus::Feasible {
        let solution = solved.get_solution();
        values = solution.columns().to_vec();
        if relaxed {
            row_prices = solution.dual_rows().to_vec();
        }
    }
    Ok(Some(Solution { values, bound, row_prices }))
}

/// What the solver's callback sees.
struct Listener<'a, 'b> {
    control: &'a Control<'b>,
    offset: f64,
    unit: f64,
    /// What was told last.
    told: Cell<Option<Progress>>,
}

/// Has the solver ask the listener, while it works, whether it is to stop.
#[expect(unsafe_code, reason = "the solver's callbacks have no safe face; see the comments")]
fn listen(model: &mut highs::Model, listener: &Listener<'_, '_>) -> Result<(), PlanError> {
    unsafe extern "C" fn called(
        kind: c_int,
        _message: *const c_char,
        out: *const HighsCallbackDataOut,
        into: *mut HighsCallbackDataIn,
        listener: *mut c_void,
    ) {
        // SAFETY: HiGHS hands back the pointer given below, whose target outlives the search and is only ever read, and
        // calls on the thread that searches. Both data are null or valid for the time of the call. A panic of the
        // caller's closures does not unwind into C++: it ends the program, as Rust has it for `extern "C"`.
        let (listener, out, into) =
            unsafe { (&*listener.cast::<Listener<'_, '_>>(), out.as_ref(), into.as_mut()) };
        if let Some(into) = into {
            into.user_interrupt = c_int::from(listener.control.is_over());
        }
        // The search asks often whether to stop, and tells each time how far it is.
        if let Some(out) = out
            && kind == highs_sys::kHighsCallbackMipInterrupt
            && out.mip_primal_bound.is_finite()
            && out.mip_dual_bound.is_finite()
        {
            let progress = Progress {
                objective: (out.mip_primal_bound + listener.offset) / listener.unit,
                bound: (out.mip_dual_bound + listener.offset) / listener.unit,
            };
            if listener.told.replace(Some(progress)) != Some(progress) {
                (listener.control.progress)(progress);
            }
        }
    }
    let handle = model.as_mut_ptr();
    // SAFETY: the handle is that of a live model; `solve` keeps the listener until after the search,
    // and nothing is called once that has ended.
    let accepted = unsafe {
        highs_sys::Highs_setCallback(handle, Some(called), ptr::from_ref(listener).cast_mut().cast()) == 0
            && [
                highs_sys::kHighsCallbackSimplexInterrupt,
                highs_sys::kHighsCallbackIpmInterrupt,
                highs_sys::kHighsCallbackMipInterrupt,
            ]
            .into_iter()
            .all(|kind| highs_sys::Highs_startCallback(handle, kind) == 0)
    };
    if accepted { Ok(()) } else { Err(PlanError::Solver { what: "the callback was not accepted" }) }
}
