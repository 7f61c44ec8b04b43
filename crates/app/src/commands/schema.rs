//! `rashomon schema`: what the program writes, as JSON Schema.

use schemars::{JsonSchema, generate::SchemaSettings};

use crate::arguments::SchemaName;
use crate::output::Output;
use crate::trouble::{Failure, Tally};
use crate::wire;

/// Writes one schema, or all of them under their names.
pub(crate) fn run(name: Option<SchemaName>) -> Result<Tally, Failure> {
    let value = match name {
        Some(name) => schema(name),
        None => {
            let all = SchemaName::ALL.iter().map(|&name| (name.as_str().to_owned(), schema(name)));
            serde_json::Value::Object(all.collect())
        }
    };
    let text = serde_json::to_string_pretty(&value).expect("a JSON value can always be written");
    let mut output = Output::open(None)?;
    output.write(&text)?;
    output.write("\n")?;
    output.flush()?;
    Ok(Tally::default())
}

fn schema(name: SchemaName) -> serde_json::Value {
    match name {
        SchemaName::Report => of::<engine::report::Report>(),
        SchemaName::Article => of::<wire::Article<'static>>(),
        SchemaName::Document => of::<wire::Document<'static>>(),
        SchemaName::Verification => of::<wire::Verification<'static>>(),
        SchemaName::Placement => of::<wire::Placed>(),
    }
}

/// The schema of what is written, draft 2020-12.
fn of<T: JsonSchema>() -> serde_json::Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.into_root_schema_for::<T>().to_value()
}
