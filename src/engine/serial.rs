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
            work_on(next?, input, plan, job, &mut shard)?;
        }
        Ok(shard)
    }
}
