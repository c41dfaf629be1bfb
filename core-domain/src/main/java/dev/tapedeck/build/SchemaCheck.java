package dev.tapedeck.build;

import dev.tapedeck.Port;
import dev.tapedeck.exchange.Bytes;
import java.util.List;

/** Checks JSON against a JSON Schema (2020-12). Pure and thread-safe; loads nothing from anywhere. */
@Port
public interface SchemaCheck {
    /** What is wrong with the schema itself; nothing if it can be used. */
    List<String> faults(Bytes schema);

    /**
     * Where the text breaks the schema, each as a JSON Pointer and what is wrong there, up to 20; nothing if it keeps it.
     * Nothing of the text is shown but names of members. A schema that has faults is kept by no text.
     */
    List<String> violations(Bytes schema, String json);
}
