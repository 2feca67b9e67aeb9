//! Several workers of one machine, by rayon.

use super::{Fold, Input, Job, Plan, work_on};
use crate::error::{Error, Result};
use crate::ingest::source;
use rayon::iter::{ParallelBridge, ParallelIterator};

/// Shares articles out among so many threads; 0 is as many as there are cores.
pub(super) struct Threads(pub(super) usize);

impl Fold for Threads {
    const NAME: &'static str = "threads";

    fn fold<J: Job>(&self, input: Input<'_>, plan: &Plan, job: &J) -> Result<J::Shard> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.0).build();
        let pool = pool.map_err(|e| Error::value("--threads", e.to_string()))?;
        pool.install(|| {
            source::work(input.sources)
                .par_bridge()
                .try_fold(
                    || job.shard(),
                    |mut shard, next| {
                        work_on(next?, input, plan, job, &mut shard)?;
                        Ok(shard)
                    },
                )
                .try_reduce(|| job.shard(), |one, other| Ok(job.merge(one, other)))
        })
    }
}
