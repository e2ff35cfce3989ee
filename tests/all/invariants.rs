//! The promises of ARCHITECTURE.md, each as a test.
