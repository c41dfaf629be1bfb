package dev.tapedeck.storage.document;

import static dev.tapedeck.cassette.Examples.ending;
import static dev.tapedeck.cassette.Examples.key;
import static dev.tapedeck.cassette.Examples.response;
import static dev.tapedeck.cassette.Examples.ticket;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.KeyRecipe.Replacement;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.RecordedError;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.redaction.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentWriterTest {
    private static final KeyRecipe RECIPE = new KeyRecipe(
            1, List.of("/user"), List.of(new Replacement("\\b[0-9a-f]{8}\\b", "<id>")), List.of("anthropic-beta"));

    private static Interaction responded() {
        ProviderRequest request = new ProviderRequest(
                new ProviderName("openai"),
                Dialect.OPENAI,
                "POST",
                "/v1/chat/completions",
                Optional.of("beta=true"),
                Examples.JSON,
                Bytes.utf8("{\"model\":\"gpt-4o-mini\",\"stop\":[],\"n\":1.0}"));
        Ticket ticket = new Ticket(
                Lane.MAIN,
                key(1),
                request,
                Instant.parse("2026-11-21T02:00:00.000120Z"),
                List.of(new Finding("openai-key", "/messages/0/content")));
        Outcome.Response response = new Outcome.Response(
                200,
                Headers.of("x-a", "1", "content-type", "application/json", "X-A", "2"),
                Bytes.utf8("{\n  \"id\": \"é\\n\"\n}"));
        return new Interaction(1, ticket, ending(response));
    }

    private static Interaction broken() {
        ProviderRequest request = new ProviderRequest(
                new ProviderName("claude"),
                Dialect.ANTHROPIC,
                "GET",
                "/v1/models",
                Optional.empty(),
                Headers.NONE,
                Bytes.EMPTY);
        RecordedError error =
                new RecordedError("tapedeck_upstream_timeout", "Too slow.", "idle", true, Optional.of(1500L));
        Outcome.Stream stream = new Outcome.Stream(
                200,
                Examples.EVENTS,
                List.of(new Chunk(12, Bytes.utf8("data: 1\r\n\r\n")), new Chunk(0, Bytes.wrap(new byte[] {(byte) 0xC3
                }))),
                Outcome.End.ERROR,
                Optional.of(error));
        return new Interaction(
                7, new Ticket(new Lane("worker-1"), key(2), request, Examples.NOON, List.of()), ending(stream));
    }

    @Test
    void theSameContentIsAlwaysTheseBytes() {
        // When
        String document =
                new String(Documents.bytes(Documents.CHECKOUT, RECIPE, List.of(responded(), broken())), UTF_8);

        // Then
        assertThat(document).isEqualTo("""
                {
                  "format": "tapedeck-cassette",
                  "version": 1,
                  "name": "checkout",
                  "keyRecipe": {
                    "version": 1,
                    "ignore": [
                      "/user"
                    ],
                    "replace": [
                      {
                        "pattern": "\\\\b[0-9a-f]{8}\\\\b",
                        "with": "<id>"
                      }
                    ],
                    "headers": [
                      "anthropic-beta"
                    ]
                  },
                  "interactions": [
                    {
                      "number": 1,
                      "lane": "main",
                      "key": "sha256:0000000000000000000000000000000000000000000000000000000000000001",
                      "provider": "openai",
                      "dialect": "openai",
                      "recordedAt": "2026-11-21T02:00:00.000120Z",
                      "durationMs": 812,
                      "attempts": 1,
                      "request": {
                        "method": "POST",
                        "path": "/v1/chat/completions?beta=true",
                        "headers": {
                          "content-type": "application/json"
                        },
                        "body": {
                          "json": {
                            "model": "gpt-4o-mini",
                            "stop": [],
                            "n": 1.0
                          }
                        },
                        "findings": [
                          {
                            "rule": "openai-key",
                            "location": "/messages/0/content"
                          }
                        ]
                      },
                      "outcome": {
                        "kind": "response",
                        "status": 200,
                        "headers": {
                          "x-a": [
                            "1",
                            "2"
                          ],
                          "content-type": "application/json"
                        },
                        "body": {
                          "style": "two-space",
                          "json": {
                            "id": "é\\n"
                          }
                        }
                      }
                    },
                    {
                      "number": 7,
                      "lane": "worker-1",
                      "key": "sha256:0000000000000000000000000000000000000000000000000000000000000002",
                      "provider": "claude",
                      "dialect": "anthropic",
                      "recordedAt": "2026-11-21T12:00:00Z",
                      "durationMs": 812,
                      "attempts": 1,
                      "request": {
                        "method": "GET",
                        "path": "/v1/models",
                        "headers": {}
                      },
                      "outcome": {
                        "kind": "stream",
                        "status": 200,
                        "headers": {
                          "content-type": "text/event-stream"
                        },
                        "chunks": [
                          {
                            "afterMs": 12,
                            "text": "data: 1\\r\\n\\r\\n"
                          },
                          {
                            "afterMs": 0,
                            "base64": "ww=="
                          }
                        ],
                        "end": "error",
                        "error": {
                          "type": "tapedeck_upstream_timeout",
                          "message": "Too slow.",
                          "context": "idle",
                          "retryable": true,
                          "retryAfterMs": 1500
                        }
                      }
                    }
                  ]
                }
                """);
    }

    @Test
    void anEmptyCassetteIsAShortDocument() {
        assertThat(Documents.text()).endsWith("  },\n  \"interactions\": []\n}\n");
    }

    @Test
    void aCallThatNeverEndedHasNoMoreThanAKind() {
        // When
        String document = Documents.text(new Interaction(1, ticket("hello"), Ending.NONE_YET));

        // Then
        assertThat(document).contains("\"outcome\": {\n        \"kind\": \"incomplete\"\n      }\n");
    }

    @Test
    void whatAnErrorDoesNotSayIsLeftOut() {
        // Given
        RecordedError error = new RecordedError("tapedeck_upstream_reset", "Gone.", "", false, Optional.empty());

        // When
        String document = Documents.text(new Interaction(1, ticket("hello"), ending(new Outcome.Error(error))));

        // Then
        assertThat(document).contains("\"retryable\": false\n").doesNotContain("context", "retryAfterMs");
    }

    @Test
    void valuesOfOneHeaderKeepTheirOrderUnderTheFirstSpelling() {
        // Given
        Outcome.Response response =
                new Outcome.Response(200, Headers.of("X-A", "1", "b", "2", "x-a", "3"), Bytes.EMPTY);

        // When
        String document = Documents.text(new Interaction(1, ticket("hello"), ending(response)));

        // Then
        Interaction read = Documents.read(document).interactions().getFirst();
        assertThat(((Outcome.Response) read.outcome()).headers())
                .isEqualTo(Headers.of("X-A", "1", "X-A", "3", "b", "2"));
    }

    @Test
    void aSpanSaysWhereAnInteractionStands() throws IOException {
        // Given
        List<Interaction> interactions = new RandomInteractions(5).interactions(300);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DocumentWriter writer = new DocumentWriter(out, Documents.CHECKOUT, RECIPE);
        List<Span> spans = new ArrayList<>();

        // When
        for (Interaction interaction : interactions) {
            spans.add(writer.add(interaction));
        }
        writer.end();

        // Then
        byte[] document = out.toByteArray();
        assertThat(spans.stream().map(span -> InteractionJson.interaction("checkout.json", slice(document, span))))
                .isEqualTo(interactions);
    }

    private static byte[] slice(byte[] document, Span span) {
        return Bytes.wrap(document)
                .slice((int) span.offset(), (int) (span.offset() + span.length()))
                .array();
    }

    @Test
    void copiedBytesGiveTheSameDocument() throws IOException {
        // Given
        List<Interaction> interactions = new RandomInteractions(6).interactions(500);
        byte[] document = Documents.bytes(Documents.CHECKOUT, RECIPE, interactions);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        DocumentWriter writer = new DocumentWriter(copy, Documents.CHECKOUT, RECIPE);

        // When
        DocumentScan.of(Documents.source(document), scanned -> {
            try {
                Span copied = writer.copy(scanned.entry().number(), slice(document, scanned.span()));
                assertThat(copied).isEqualTo(scanned.span());
            } catch (IOException never) {
                throw new AssertionError(never);
            }
        });
        writer.end();

        // Then
        assertThat(copy.toByteArray()).isEqualTo(document);
    }

    @Test
    void numbersAscend() {
        // Given
        Interaction second = new Interaction(2, ticket("hello"), Ending.NONE_YET);

        // When, Then
        assertThatThrownBy(() -> Documents.text(second, second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Interaction 2 can't follow 2: numbers ascend.");
    }

    @Test
    void whatCouldNotBeReadIsNotWritten() {
        // Given
        Ending teapot = ending(new Outcome.Response(1418, Headers.NONE, Bytes.EMPTY));
        Ending early = new Ending(response("x"), -1, 1, List.of());
        KeyRecipe wrong = new KeyRecipe(1, List.of("user"), List.of(), List.of());

        // When, Then
        assertThatThrownBy(() -> Documents.text(new Interaction(1, ticket("hello"), teapot)))
                .hasMessage("An HTTP status is 100 to 999.");
        assertThatThrownBy(() -> Documents.text(new Interaction(1, ticket("hello"), early)))
                .hasMessage("Milliseconds are at least 0.");
        assertThatThrownBy(() -> InteractionJson.of(new Interaction(0, ticket("hello"), Ending.NONE_YET)))
                .hasMessage("A number is at least 1.");
        assertThatThrownBy(() -> new DocumentWriter(OutputStream.nullOutputStream(), new CassetteName("a"), wrong))
                .isInstanceOfSatisfying(
                        FailedCall.class, failed -> assertThat(failed.failure()).isInstanceOf(Failure.Invalid.class));
    }
}
