package dev.tapedeck.playbook;

import dev.tapedeck.exchange.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A playbook that is right, and many that are nearly so. */
public final class PlaybookExamples {
    /** Has every member there is but {@code equals}. */
    public static final String WHOLE = """
            {
              "name": "triage-ticket",
              "description": "Classify a ticket and draft a reply",
              "parameters": {
                "ticket": { "type": "string", "required": true, "description": "What the customer wrote" },
                "orderId": { "type": "string", "pattern": "#?(\\\\d{3,})", "default": "#000" },
                "limit": { "type": "integer", "default": 3, "enum": [3, 5] }
              },
              "guardrails": { "stuckRevisitGap": 5, "maxSteps": 50, "maxTokens": 20000, "maxConsecutiveErrors": 5 },
              "recovery": { "provider": "openai", "model": "gpt-4o-mini", "actions": ["http", "set"] },
              "steps": [
                {
                  "name": "classify",
                  "description": "Finds out what ticket {orderId} is about",
                  "action": "complete",
                  "params": { "provider": "openai", "model": "gpt-4o-mini", "prompt": "Classify: {ticket}" },
                  "verify": { "textContains": ["billing", "delivery", "other"], "match": "any", "timeoutMs": 5000 },
                  "onFailure": "retry",
                  "failureMessage": "Could not classify ticket {orderId}.",
                  "storeAs": "category"
                },
                {
                  "name": "look-up",
                  "action": "http",
                  "params": { "method": "GET", "url": "https://orders.internal/{orderId}" },
                  "effect": "read",
                  "onFailure": "abort",
                  "storeAs": "order"
                },
                {
                  "name": "keep",
                  "action": "set",
                  "params": { "status": "{order.status}", "about": ["{category}", "{{json}}"] },
                  "onFailure": "llm-recover"
                }
              ]
            }
            """;

    /** What is right too. */
    public static final List<Change> GOOD = changes("""
            "verify": { "textContains": ["billing", "delivery", "other"], "match": "any", "timeoutMs": 5000 }, |
            "match": "any"                          | "match": "all"
            "match": "any"                          | "equals": "billing {ticket}"
            "timeoutMs": 5000                       | "timeoutMs": 600000
            "stuckRevisitGap": 5                    | "stuckRevisitGap": 1
            "stuckRevisitGap": 5                    | "stuckRevisitGap": 50
            "maxSteps": 50                          | "maxSteps": 1000
            "maxSteps": 50                          | "maxSteps": 3
            , "actions": ["http", "set"]            |
            "effect": "read",                       |
            "effect": "read"                        | "effect": "write"
            "onFailure": "retry",                   |
            "required": true, "description"         | "description"
            "type": "integer", "default": 3, "enum": [3, 5] | "type": "boolean", "default": true
            "storeAs": "order"                      | "storeAs": "order", "failureMessage": "{{}}"
            "about": ["{category}", "{{json}}"]     | "about": null
            , "default": "#000"                     |
            https://orders.internal                 | http://localhost:8081
            """);

    /** What both the reader and the schema refuse. */
    public static final List<Change> BAD = changes("""
            "name": "triage-ticket",                |
            "name": "triage-ticket"                 | "name": "../up"
            "description": "Classify a ticket and draft a reply" | "description": ""
            "guardrails": {                         | "guardrails": { "maxStep": 1,
            "stuckRevisitGap": 5                    | "stuckRevisitGap": 0
            "stuckRevisitGap": 5                    | "stuckRevisitGap": 51
            "stuckRevisitGap": 5                    | "stuckRevisitGap": "5"
            "maxSteps": 50                          | "maxSteps": 0
            "maxSteps": 50                          | "maxSteps": 1001
            "maxTokens": 20000                      | "maxTokens": 10000001
            "maxConsecutiveErrors": 5               | "maxConsecutiveErrors": 51
            "recovery": { "provider": "openai",     | "recovery": {
            "actions": ["http", "set"]              | "actions": []
            "ticket": { "type"                      | "1ticket": { "type"
            "type": "integer"                       | "type": "int"
            "required": true                        | "required": "yes"
            "enum": [3, 5]                          | "enum": []
            "enum": [3, 5]                          | "allowed": [3, 5]
            "action": "set",                        |
            "name": "keep",                         |
            "name": "keep"                          | "name": "no name"
            "effect": "read"                        | "effect": "maybe"
            "onFailure": "retry"                    | "onFailure": "again"
            "match": "any"                          | "match": "some"
            "timeoutMs": 5000                       | "timeoutMs": 600001
            "timeoutMs": 5000                       | "timeoutMs": -1
            "textContains": ["billing", "delivery", "other"], |
            ["billing", "delivery", "other"]        | []
            "storeAs": "order"                      | "storeAs": "an order"
            "storeAs": "order"                      | "storeAs": "order", "retries": 3
            "params": { "status"                    | "params": 1, "param": { "status"
            """);

    /** What only the reader can see. */
    public static final List<Change> BAD_BEYOND_SCHEMA = changes("""
            "maxSteps": 50                          | "maxSteps": 2
            "action": "set"                         | "action": "sett"
            "actions": ["http", "set"]              | "actions": ["https"]
            "actions": ["http", "set"]              | "actions": ["http", "playbook"]
            "recovery": { "provider": "openai"      | "recovery": { "provider": "opena"
            "name": "triage-ticket"                 | "name": "con"
            "name": "triage-ticket"                 | "name": "LPT1.old"
            "name": "keep"                          | "name": "look-up"
            "storeAs": "order"                      | "storeAs": "category"
            "storeAs": "order"                      | "storeAs": "ticket"
            {ticket}                                | {tickets}
            {ticket}                                | {category}
            {ticket}                                | {ticket
            Could not classify                      | {
            {order.status}                          | {order.}
            "prompt": "Classify                     | "promt": "Classify
            "model": "gpt-4o-mini", "prompt"        | "prompt"
            "provider": "openai", "model": "gpt-4o-mini", "prompt" | "provider": "opena", "model": "m", "prompt"
            "prompt": "Classify: {ticket}"          | "prompt": ["Classify"]
            https://orders.internal/{orderId}       | https://elsewhere.example/{orderId}
            https://orders.internal/{orderId}       | https://orders.internal:444/{orderId}
            https://orders.internal/{orderId}       | http://orders.internal/
            https://orders.internal/{orderId}       | https://orders.internal@evil.example/
            https://orders.internal/{orderId}       | ftp://orders.internal/
            "GET"                                   | "STEAL"
            "default": 3                            | "default": 4
            "default": "#000"                       | "default": "#00"
            "default": "#000"                       | "default": 1000
            "pattern": "#?(\\\\d{3,})"              | "pattern": "("
            "required": true                        | "required": true, "default": "x"
            "type": "integer", "default": 3         | "type": "integer", "default": 3, "pattern": "3"
            """);

    private PlaybookExamples() {}

    /** The good one, with one piece of its text replaced by another. */
    public record Change(String piece, String other) {
        public String text() {
            if (!WHOLE.contains(piece)) {
                throw new IllegalStateException("'%s' isn't there.".formatted(piece));
            }
            return WHOLE.replace(piece, other);
        }

        @Override
        public String toString() {
            return piece + " → " + other;
        }
    }

    public static Bytes whole() {
        return Bytes.utf8(WHOLE);
    }

    /** Reads playbooks as if {@code openai} had models, and {@code orders.internal} could be called. */
    public static PlaybookReader reader() {
        return PlaybooksUnderTest.plainReader();
    }

    private static List<Change> changes(String lines) {
        return Arrays.stream(lines.split("\n"))
                .map(line -> line.split("\\|", 2))
                .map(parts -> new Change(
                        parts[0].strip(),
                        Optional.of(parts[1]).map(String::strip).orElse("")))
                .toList();
    }
}
