//! The board report: what it says goes in as a [`Pack`], the bytes of a file come out. Pure.
//!
//! A pack is worded and laid out in pages once, by who knows the figures. [`pdf()`], [`html()`], [`xlsx()`] and [`pptx()`] each
//! set the same pack, so that no figure of one format can differ from that of another. The same pack gives the same bytes.

mod error;
mod html;
mod letters;
mod logo;
mod pack;
mod pdf;
mod picture_file;
mod pptx;
mod recipe;
mod setting;
mod writable;
mod xlsx;

pub use error::ReportError;
pub use html::html;
pub use letters::{covered_by, uncovered};
pub use pack::{
    Align, Bar, Block, Cell, Column, Content, Figure, Number, NumberFormat, Pack, Page, Picture, PictureKind,
    Role, Row, Run, Table, Text,
};
pub use pdf::{page_pictures, pdf};
pub use picture_file::read_logo;
pub use pptx::pptx;
pub use recipe::recipe;
pub use xlsx::xlsx;
