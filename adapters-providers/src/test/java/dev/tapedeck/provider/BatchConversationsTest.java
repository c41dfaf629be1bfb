package dev.tapedeck.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.build.BatchProvider;
import dev.tapedeck.build.BatchProvider.Refused;
import dev.tapedeck.build.BatchResult;
import dev.tapedeck.build.BatchState;
import dev.tapedeck.build.ListedContent;
import dev.tapedeck.build.RemoteBatch;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.provider.BatchConversation.Turn;
import dev.tapedeck.provider.anthropic.AnthropicBatchProvider;
import dev.tapedeck.provider.openai.OpenAiBatchProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real conversations with batch APIs, led by the adapters. */
final class BatchConversationsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "curator-openai-basic, QUEUED RUNNING ENDED, 3",
        "curator-openai-batch_cancel, QUEUED CANCELLING, 0",
        "curator-openai-resubmission, QUEUED RUNNING ENDED QUEUED RUNNING ENDED QUEUED ENDED, 4",
        "rubyllm-openai_gpt, QUEUED RUNNING ENDED, 2",
        "rubyllm-openai_text, QUEUED ENDED, 2",
        "curator-anthropic-basic, RUNNING ENDED, 3",
        "curator-anthropic-batch_cancel, RUNNING CANCELLING, 0",
        "rubyllm-anthropic_claude-haiku-4-5_answers, RUNNING ENDED, 2",
        "rubyllm-anthropic_claude-haiku-4-5_cancels, RUNNING CANCELLING, 0",
        "rubyllm-anthropic_claude-haiku-4-5_reloads, RUNNING ENDED, 1"
    })
    void theAdapterMakesTheRecordedCallsAndReachesTheRecordedResults(String name, String states, int results)
            throws Refused {
        Dialect dialect = name.contains("openai") ? Dialect.OPENAI : Dialect.ANTHROPIC;
        BatchConversation conversation = BatchConversation.read(file(name), dialect);
        Follower follower = new Follower(conversation, adapter(dialect, conversation));

        follower.follow();

        assertThat(follower.states).map(BatchState::name).containsExactly(states.split(" "));
        assertThat(follower.results).isEqualTo(results);
        assertThat(conversation.next()).isEmpty();
    }

    private static Path file(String name) {
        Optional<Path> conversations = Corpus.find("batch-conversations");
        assumeTrue(conversations.isPresent(), "The conversations of the corpus aren't beside the project.");
        try (Stream<Path> files = Files.list(conversations.orElseThrow())) {
            return files.filter(file -> file.getFileName().toString().startsWith(name))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private BatchProvider adapter(Dialect dialect, BatchConversation conversation) {
        ProviderName name = new ProviderName("recorded");
        return dialect == Dialect.OPENAI
                ? new OpenAiBatchProvider(name, conversation, folder)
                : new AnthropicBatchProvider(name, conversation, folder);
    }

    /** Has an adapter do whatever comes next in a conversation. */
    private static final class Follower {
        private final BatchConversation conversation;
        private final BatchProvider adapter;
        private ListedContent content = new ListedContent(List.of());
        private Optional<String> uploaded = Optional.empty();
        private String batch = "";
        /** Those of the batches that came, each change once. */
        private final List<BatchState> states = new ArrayList<>();

        private int results;

        Follower(BatchConversation conversation, BatchProvider adapter) {
            this.conversation = conversation;
            this.adapter = adapter;
        }

        void follow() throws Refused {
            for (Optional<Turn> next = conversation.next(); next.isPresent(); next = conversation.next()) {
                follow(next.get());
            }
        }

        private void follow(Turn turn) throws Refused {
            switch (turn.target()) {
                case "POST /v1/files" -> {
                    content = conversation.content();
                    uploaded = adapter.upload("an-intent", content);
                    assertThat(uploaded).contains(turn.answered().path("id").asText());
                }
                case "POST /v1/batches" -> submit();
                case "POST /v1/messages/batches" -> {
                    content = conversation.content();
                    assertThat(adapter.upload("an-intent", content)).isEmpty();
                    submit();
                }
                default -> goOn(turn);
            }
        }

        private void submit() throws Refused {
            RemoteBatch submitted = adapter.submit("an-intent", content, uploaded);
            batch = submitted.id();
            see(submitted);
        }

        private void goOn(Turn turn) throws Refused {
            if (turn.path().endsWith("/cancel")) {
                see(adapter.cancel(batch));
            } else if (turn.path().endsWith(batch)) {
                RemoteBatch polled = adapter.poll(batch);
                assertThat(polled.pollAfter())
                        .isEqualTo(turn.headers()
                                .first("retry-after")
                                .map(Long::valueOf)
                                .map(Duration::ofSeconds));
                see(polled);
            } else {
                compareResults(turn);
            }
        }

        private void see(RemoteBatch seen) {
            assertThat(seen.id()).isEqualTo(batch);
            assertThat(seen.createdAt()).isPresent();
            assertThat(seen.expiresAt()).isPresent();
            if (states.isEmpty() || states.getLast() != seen.state()) {
                states.add(seen.state());
            }
        }

        private void compareResults(Turn turn) throws Refused {
            Map<String, JsonNode> came = new HashMap<>();
            adapter.results(batch, result -> {
                BatchResult.Answered answered = (BatchResult.Answered) result;
                assertThat(answered.status()).isEqualTo(200);
                came.put(
                        answered.customId(),
                        BatchConversation.json(answered.body().text()));
            });
            assertThat(came).isEqualTo(conversation.results(turn));
            results += came.size();
        }
    }
}
