//! Bytes from outside that are made to harm, damaged, or chance: the ways of the fuzz targets, gone here in short.

mod limits;
mod replay;
mod ways;
