package dev.tapedeck.pipeline;

import dev.tapedeck.exchange.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A pipeline that is right, and many that are nearly so. */
public final class PipelineExamples {
    /** Has every member there is but {@code minSuccess}. */
    public static final String WHOLE = """
            {
              "name": "team-report",
              "sources": {
                "bios": { "path": "sources/bios", "include": "*.md" },
                "notes": { "inline": [
                  { "label": "a", "content": "A" },
                  { "label": "b", "content": "B", "metadata": { "team": "x", "age": 3, "lead": true } }
                ] }
              },
              "layers": [
                {
                  "name": "styles",
                  "each": "bios",
                  "provider": "openai",
                  "model": "gpt-4o-mini",
                  "endpoint": "chat",
                  "params": { "temperature": 0.3, "max_tokens": 512 },
                  "batch": "auto",
                  "accept": ["text", "toolCalls"],
                  "onFailure": "continue",
                  "prompt": "Describe {item.content}"
                },
                {
                  "name": "summary",
                  "all": ["styles", "notes"],
                  "groupBy": "team",
                  "provider": "anthropic",
                  "model": "claude-haiku-4-5",
                  "batch": "never",
                  "output": "json",
                  "schema": { "type": "object" },
                  "onFailure": { "minSuccess": 0.9 },
                  "prompt": "{#each inputs}- {it.label}{/each}"
                }
              ]
            }
            """;

    /** What is right too. */
    public static final List<Change> GOOD = changes("""
            "each": "bios"                          | "each": ["bios", "notes"]
            "each": "bios"                          | "all": "bios"
            "all": ["styles", "notes"]              | "all": "styles"
            "groupBy": "team",                      |
            , "include": "*.md"                     |
            "*.md"                                  | "**/*.{md,txt}"
            "sources/bios"                          | "sources/bios/"
            "sources/bios"                          | "."
            "openai"                                | "my-own.provider_2"
            "endpoint": "chat",                     |
            "endpoint": "chat"                      | "endpoint": "responses"
            "batch": "auto"                         | "batch": "always"
            "params": { "temperature": 0.3, "max_tokens": 512 }, |
            "temperature": 0.3                      | "seed": 12345678901234567890, "stream": false, "tools": [{ "a": null }]
            "accept": ["text", "toolCalls"],        |
            "accept": ["text", "toolCalls"]         | "accept": ["toolCalls"]
            "onFailure": "continue"                 | "onFailure": "block"
            "onFailure": "continue"                 | "minSuccess": 1
            "schema": { "type": "object" },         |
            { "type": "object" }                    | {}
            "output": "json",\\n      "schema": { "type": "object" }, | "output": "text",
            , "metadata": { "team": "x", "age": 3, "lead": true } |
            "content": "A"                          | "content": ""
            "label": "a"                            | "label": "Ä rger/2"
            """);

    /** What is wrong, and what is said about it. */
    public static final List<Change> BAD = changes("""
            "name": "team-report",                  |                                 | 'name' is missing here
            "team-report"                           | "../up"                         | is no pipeline name
            "team-report"                           | 3                               | must be text, and is the number 3. Put it in quotes.
            "layers": [                             | "layer": [                      | Unknown member 'layer'. Did you mean 'layers'?
            "sources": {                            | "source": {                     | Did you mean 'sources'?
            "bios": {                               | "b/i": {                        | is no source name
            "path": "sources/bios",                 |                                 | A source is either a folder
            "path": "sources/bios"                  | "path": "s", "inline": [{ "label": "x", "content": "" }] | A source is either a folder
            "path": "sources/bios"                  | "inline": [{ "label": "x", "content": "" }] | 'include' goes with 'path'
            "sources/bios"                          | "../bios"                       | is no folder below the pipeline's own
            "sources/bios"                          | "sources/../../bios"            | is no folder below
            "sources/bios"                          | "/etc"                          | is no folder below
            "sources/bios"                          | "a//b"                          | is no folder below
            "sources/bios"                          | "C:/bios"                       | is no folder below
            "sources/bios"                          | "a\\\\b"                        | is no folder below
            "sources/bios"                          | 7                               | 'path' must be text
            "*.md"                                  | ""                              | 'include' must be text of 1 to
            "include"                               | "includes"                      | Did you mean 'include'?
            "label": "a", "content"                 | "content"                       | 'label' is missing here
            "label": "a"                            | "label": ""                     | is no label
            "label": "a"                            | "label": "a\\u0007b"             | is no label
            "content": "A"                          | "content": null                 | 'content' must be text, and is empty.
            "content": "A"                          | "text": "A"                     | Unknown member 'text'
            "team": "x"                             | "team": ["x"]                   | 'team' must be text, a number, true or false, and is a list
            "team": "x"                             | "": "x"                         | is no name in metadata
            "metadata": {                           | "metadata": [{}], "x": {        | 'metadata' must be an object
            "name": "styles",                       |                                 | 'name' is missing here
            "styles",\\n                            | "my styles",                    | is no layer name
            "each": "bios",                         |                                 | What does it work on?
            "each": "bios"                          | "each": "bios", "all": "bios"   | 'each' and 'all' can't stand in one layer
            "each": "bios"                          | "each": "bios", "groupBy": "x"  | 'groupBy' goes with 'all'
            "each": "bios"                          | "each": []                      | 'each' must be the name of a source or layer
            "each": "bios"                          | "each": ["bios", "bios"]        | 'bios' is an input already
            "each": "bios"                          | "each": { "a": 1 }              | must be the name of a source or layer, or a list of such names, and is an object
            "groupBy": "team"                       | "groupBy": ""                   | 'groupBy' must be text of 1 to 100
            "provider": "openai",                   |                                 | 'provider' is missing here
            "openai"                                | "open ai"                       | is no provider id
            "model": "gpt-4o-mini",                 |                                 | 'model' is missing here
            "gpt-4o-mini"                           | 4                               | 'model' must be text, and is the number 4. Put it in quotes.
            "gpt-4o-mini"                           | ""                              | 'model' must be text of 1 to 200
            "endpoint": "chat"                      | "endpoint": "completions"       | must be chat or responses or embeddings, and is 'completions'
            "params": { "temperature": 0.3, "max_tokens": 512 } | "params": []        | 'params' must be an object
            "temperature": 0.3                      | "model": "x"                    | The model stands beside 'params'
            "temperature": 0.3                      | "stream": true                  | Leave 'stream' out
            "params": { "temperature": 0.3, "max_tokens": 512 } | "temperature": 0.3  | What the request itself is to have stands in 'params'
            "batch": "auto"                         | "batch": true                   | 'batch' must be auto or always or never, and is true
            "prompt": "Describe                     | "promt": "Describe              | Did you mean 'prompt'?
            "Describe {item.content}"               | ""                              | 'prompt' must be text of 1 to
            "output": "json"                        | "output": { "json": {} }        | 'output' must be 'text' or 'json'
            "output": "json",                       |                                 | 'schema' goes with 'output: json'
            "output": "json",                       | "output": "json", "accept": ["toolCalls"], | leave 'toolCalls' out
            { "type": "object" }                    | "object"                        | 'schema' must be an object
            "accept": ["text", "toolCalls"]         | "accept": []                    | 'accept' must be a list of
            "accept": ["text", "toolCalls"]         | "accept": ["texts"]             | Did you mean 'text'?
            "accept": ["text", "toolCalls"]         | "accept": "text"                | 'accept' must be a list of
            "endpoint": "chat"                      | "endpoint": "embeddings"        | 'accept' means nothing for embeddings
            "onFailure": "continue"                 | "onFailure": "stop"             | must be 'block', 'continue' or '{minSuccess: 0.9}', and is 'stop'
            "onFailure": "continue"                 | "onFailure": "block", "minSuccess": 0.5 | Keep one of the two
            "minSuccess": 0.9                       | "minSuccess": 0                 | must be a number over 0 and up to 1
            "minSuccess": 0.9                       | "minSuccess": 1.01              | must be a number over 0 and up to 1
            "minSuccess": 0.9                       | "minSuccess": "90%"             | must be a number over 0 and up to 1, such as 0.9, and is '90%'
            "minSuccess": 0.9                       | "min": 0.9                      | Unknown member 'min'
            """);

    /** What is wrong too, though no schema can see it. */
    public static final List<Change> BAD_BEYOND_SCHEMA = changes("""
            "each": "bios"                          | "each": "bioss"                 | Unknown input 'bioss'. Did you mean 'bios'?
            "each": "bios"                          | "each": "styles"                | styles -> styles
            "each": "bios"                          | "each": "summary"               | styles -> summary -> styles
            "name": "summary"                       | "name": "styles"                | The name 'styles' is taken in line
            "name": "summary"                       | "name": "bios"                  | The name 'bios' is taken in line 4
            "label": "b"                            | "label": "a"                    | The label 'a' is taken by the document in line 6
            "*.md"                                  | "*.{md"                         | is no glob
            "temperature": 0.3                      | "temperature": 1e999            | must be a number that JSON has
            "max_tokens": 512                       | "temperature": 1                | 'temperature' stands here again, first in line 17. Keep one.
            "temperature": 0.3                      | "stop": "\\ud800"             | half a character
            "model": "gpt-4o-mini",                 | "model": "gpt-4o-mini", "model": "o", | 'model' stands here again
            """);

    private PipelineExamples() {}

    /**
     * A pipeline that differs from the whole one in one place.
     *
     * @param message what must be said about it; nothing if it is right
     */
    public record Change(String from, String to, Optional<String> message) {
        public String text() {
            if (!WHOLE.contains(from)) {
                throw new AssertionError("The whole pipeline has no " + from);
            }
            int at = WHOLE.indexOf(from);
            return WHOLE.substring(0, at) + to + WHOLE.substring(at + from.length());
        }

        @Override
        public String toString() {
            return from + " | " + to;
        }
    }

    public static Bytes whole() {
        return Bytes.utf8(WHOLE);
    }

    private static List<Change> changes(String table) {
        return table.lines().map(PipelineExamples::change).toList();
    }

    private static Change change(String row) {
        List<String> cells = Arrays.stream(row.split("\\|", -1))
                .map(String::strip)
                .map(cell -> cell.replace("\\n", "\n"))
                .toList();
        return new Change(
                cells.get(0), cells.get(1), cells.stream().skip(2).findFirst().filter(message -> !message.isEmpty()));
    }
}
