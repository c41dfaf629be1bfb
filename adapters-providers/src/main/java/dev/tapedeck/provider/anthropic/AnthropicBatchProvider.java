package dev.tapedeck.provider.anthropic;

import dev.tapedeck.build.BatchProvider;
import dev.tapedeck.build.BatchProvider.Refused.Kind;
import dev.tapedeck.build.BatchResult;
import dev.tapedeck.build.BatchState;
import dev.tapedeck.build.RemoteBatch;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.provider.anthropic.KeysSeen.Likeness;
import dev.tapedeck.provider.batch.BatchCalls;
import dev.tapedeck.provider.batch.Listing;
import dev.tapedeck.provider.batch.Reply;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Anthropic's Message Batches. They have no step before the one that costs, and no place for our intent: a batch is
 * recognised by the ids in its results, once it has some.
 *
 * @see <a href="https://docs.claude.com/en/docs/build-with-claude/batch-processing">Batch processing</a>
 */
public final class AnthropicBatchProvider implements BatchProvider {
    /** 100,000 requests and 256 MB, less a margin. */
    private static final BatchLimits LIMITS = new BatchLimits(100_000, 250_000_000);

    private static final String BATCHES = "/v1/messages/batches";
    private static final Headers VERSION = Headers.of("anthropic-version", "2023-06-01");
    private static final Listing ALL = new Listing(BATCHES, "limit=100", "after_id");

    private final BatchCalls calls;

    /**
     * @param line the stage line, which every call passes
     * @param folder for files on their way, which nobody else reads
     */
    public AnthropicBatchProvider(ProviderName provider, Provider line, Path folder) {
        this.calls = new BatchCalls(provider, Dialect.ANTHROPIC, VERSION, line, folder);
    }

    @Override
    public BatchLimits limits() {
        return LIMITS;
    }

    @Override
    public long size(BatchRequest request) {
        return MessageBatchRequests.length(request);
    }

    @Override
    public Optional<String> upload(String intent, BatchContent content) {
        return Optional.empty();
    }

    @Override
    public RemoteBatch submit(String intent, BatchContent content, Optional<String> uploaded) throws Refused {
        Reply reply = calls.post(BATCHES, "application/json", out -> MessageBatchRequests.write(content, out));
        return new MessageBatch(reply.settled()).remote(reply.retryAfter());
    }

    /** The one that has exactly these requests, if no other one may have them too. */
    @Override
    public Whereabouts locate(String intent, BatchContent content, Optional<String> uploaded, Instant since)
            throws Refused {
        List<RemoteBatch> candidates = new ArrayList<>();
        boolean recognised = false;
        for (RemoteBatch batch : batchesOf(content.count(), since)) {
            Likeness likeness = likeness(batch, content);
            if (likeness != Likeness.NONE) {
                candidates.add(batch);
                recognised = likeness == Likeness.SAME;
            }
        }
        return candidates.size() == 1 && recognised
                ? new Whereabouts.Found(candidates.getFirst())
                : new Whereabouts.Uncertain(candidates);
    }

    private List<RemoteBatch> batchesOf(int requests, Instant since) throws Refused {
        return ALL.since(since, calls, entry -> true).stream()
                .map(entry -> new MessageBatch(entry).remote(Optional.empty()))
                .filter(batch -> batch.all() == requests)
                .toList();
    }

    private Likeness likeness(RemoteBatch batch, BatchContent content) throws Refused {
        if (batch.state() != BatchState.ENDED) {
            return Likeness.PERHAPS;
        }
        KeysSeen seen = new KeysSeen();
        try {
            results(batch.id(), result -> seen.add(result.customId()));
            return seen.likenessTo(content);
        } catch (Refused refused) {
            if (refused.kind() == Kind.NOT_FOUND) {
                return Likeness.PERHAPS;
            }
            throw refused;
        }
    }

    @Override
    public RemoteBatch poll(String remoteId) throws Refused {
        Reply reply = calls.get(path(remoteId));
        return new MessageBatch(reply.said()).remote(reply.retryAfter());
    }

    private static String path(String remoteId) {
        return BATCHES + "/" + BatchCalls.segment(remoteId);
    }

    @Override
    public void results(String remoteId, Consumer<BatchResult> each) throws Refused {
        calls.lines(path(remoteId) + "/results", line -> each.accept(MessageBatchResult.read(line)));
    }

    @Override
    public RemoteBatch cancel(String remoteId) throws Refused {
        try {
            Reply reply = calls.post(path(remoteId) + "/cancel");
            return new MessageBatch(reply.said()).remote(reply.retryAfter());
        } catch (Refused refused) {
            RemoteBatch now = poll(remoteId);
            if (now.state().ended()) {
                return now;
            }
            throw refused;
        }
    }

    @Override
    public void discard(String remoteId, Optional<String> uploaded) throws Refused {
        calls.delete(path(remoteId)).gone();
    }
}
