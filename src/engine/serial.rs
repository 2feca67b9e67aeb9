//! One worker, in order.

use super::{Fold, Input, Job, Plan, work_on};
use crate::error::Result;
use crate::ingest::source;

/// Works through the articles one after the other.
pub(super) struct Serial;

impl Fold for Serial {
    const NAME: &'static str = "serial";

    fn fold<J: Job>(&self, input: Input<'_>, plan: &Plan, job: &J) -> Result<J::Shard> {
        let mut shard = job.shard();
        for next in source::work(input.sources) {
            let (work, warning) = next?;
            if let Some(work) = work {
                work_on(work, input, plan, job, &mut shard)?;
            }
            if let Some(warning) = warning {
                job.warning(&mut shard, warning);
            }
        }
        Ok(shard)
    }
}
