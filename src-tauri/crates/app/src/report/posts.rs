//! A requisition for each post that is asked for.

use cadre_core::Section;
use cadre_report::{Page, Role, Row};

use super::{Report, block, page, paragraph};
use crate::{
    error::AppError,
    plan::{Reasons, Search},
    words,
    workspace::Workspace,
};

impl Report<'_> {
    pub(super) fn posts(&self, workspace: &Workspace) -> Result<Option<Page>, AppError> {
        let Some(asked) = self.options.asked().filter(|asked| asked.hires() > 0) else { return Ok(None) };
        let document = workspace.plan_document(
            &asked.problem,
            &asked.plan,
            &Reasons::default(),
            None,
            &Search::default(),
        )?;
        let hires = asked.hires();
        let mut posts = page(
            Section::Posts,
            format!(
                "{} to fill",
                words::sentence_case(&format!(
                    "{} {}",
                    words::number(hires),
                    words::verb(hires, "post", "posts")
                ))
            ),
        );
        for requisition in workspace.requisitions(&document) {
            let mut block = block(Role::Other("Posts"), "Requisition", requisition.title);
            block.content =
                requisition.text.lines().filter(|line| !line.trim().is_empty()).map(paragraph).collect();
            posts.rows.push(Row::Wide(block));
        }
        Ok(Some(posts))
    }
}
