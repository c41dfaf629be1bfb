package dev.tapedeck.provider.openai;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.build.BatchProvider;
import dev.tapedeck.build.BatchProvider.Refused.Kind;
import dev.tapedeck.build.BatchResult;
import dev.tapedeck.build.RemoteBatch;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.provider.batch.BatchCalls;
import dev.tapedeck.provider.batch.Listing;
import dev.tapedeck.provider.batch.Reply;
import dev.tapedeck.provider.sse.Fields;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * OpenAI's Files and Batches, for chat completions, responses and embeddings. Our intent stands in a batch's metadata and
 * in the name of its file. All requests of a batch ask the endpoint of the first one.
 *
 * @see <a href="https://platform.openai.com/docs/guides/batch">The Batch API</a>
 */
public final class OpenAiBatchProvider implements BatchProvider {
    /** 50,000 requests and 200 MB, less a margin. */
    private static final BatchLimits LIMITS = new BatchLimits(50_000, 195_000_000);

    private static final String FILES = "/v1/files";
    private static final String BATCHES = "/v1/batches";
    private static final Listing ALL_FILES = new Listing(FILES, "purpose=batch&order=desc&limit=1000", "after");
    private static final Listing ALL_BATCHES = new Listing(BATCHES, "limit=100", "after");

    private final BatchCalls calls;

    /**
     * @param line the stage line, which every call passes
     * @param folder for files on their way, which nobody else reads
     */
    public OpenAiBatchProvider(ProviderName provider, Provider line, Path folder) {
        this.calls = new BatchCalls(provider, Dialect.OPENAI, Headers.NONE, line, folder);
    }

    @Override
    public BatchLimits limits() {
        return LIMITS;
    }

    @Override
    public long size(BatchRequest request) {
        return BatchLine.length(request);
    }

    @Override
    public Optional<String> upload(String intent, BatchContent content) throws Refused {
        BatchUpload form = new BatchUpload(filename(intent), content);
        JsonNode file = calls.post(FILES, form.contentType(), form::writeTo).said();
        String id = Fields.text(file, "id");
        if (id.isEmpty()) {
            throw new Refused(Kind.LATER, "A file was uploaded, and the answer has no id for it.");
        }
        return Optional.of(id);
    }

    private static String filename(String intent) {
        return "tapedeck-%s.jsonl".formatted(intent);
    }

    @Override
    public RemoteBatch submit(String intent, BatchContent content, Optional<String> uploaded) throws Refused {
        String file = uploaded.orElseThrow();
        ObjectNode batch = instance.objectNode()
                .put("input_file_id", file)
                .put("endpoint", content.requests().next().request().path())
                .put("completion_window", "24h");
        batch.putObject("metadata").put(OpenAiBatch.INTENT, intent);
        Reply reply = calls.post(BATCHES, batch);
        try {
            return new OpenAiBatch(reply.settled()).remote(reply.retryAfter());
        } catch (Refused refused) {
            forget(file);
            throw refused;
        }
    }

    /** No batch will be made of it. If that fails too, OpenAI deletes it after a while. */
    private void forget(String file) {
        try {
            deleteFile(file);
        } catch (Refused | FailedCall undeleted) {
            // what was refused before is what matters
        }
    }

    /** Without its file a batch can't begin; so that none is lost that has begun, it is looked for before and after. */
    @Override
    public Whereabouts locate(String intent, BatchContent content, Optional<String> uploaded, Instant since)
            throws Refused {
        Optional<Whereabouts> found = find(intent, uploaded, since);
        if (found.isPresent()) {
            return found.get();
        }
        List<String> files = uploaded.map(List::of).orElse(List.of());
        for (String file : files.isEmpty() ? filesOf(intent, since) : files) {
            deleteFile(file);
        }
        return find(intent, uploaded, since).orElseGet(Whereabouts.NotSubmitted::new);
    }

    private Optional<Whereabouts> find(String intent, Optional<String> uploaded, Instant since) throws Refused {
        List<RemoteBatch> found =
                ALL_BATCHES.since(since, calls, entry -> new OpenAiBatch(entry).isOf(intent, uploaded)).stream()
                        .map(entry -> new OpenAiBatch(entry).remote(Optional.empty()))
                        .toList();
        return switch (found.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new Whereabouts.Found(found.getFirst()));
            default -> Optional.of(new Whereabouts.Uncertain(found));
        };
    }

    private List<String> filesOf(String intent, Instant since) throws Refused {
        return ALL_FILES
                .since(since, calls, file -> Fields.text(file, "filename").equals(filename(intent)))
                .stream()
                .map(file -> Fields.text(file, "id"))
                .toList();
    }

    @Override
    public RemoteBatch poll(String remoteId) throws Refused {
        Reply reply = calls.get(path(remoteId));
        return new OpenAiBatch(reply.said()).remote(reply.retryAfter());
    }

    private static String path(String remoteId) {
        return BATCHES + "/" + BatchCalls.segment(remoteId);
    }

    @Override
    public void results(String remoteId, Consumer<BatchResult> each) throws Refused {
        OpenAiBatch batch = new OpenAiBatch(calls.get(path(remoteId)).said());
        if (batch.hidesResults()) {
            throw new Refused(
                    Kind.NOT_FOUND, "Batch %s has results, but names no file for them yet.".formatted(remoteId));
        }
        for (String file : batch.resultFiles()) {
            calls.lines(filePath(file) + "/content", line -> each.accept(BatchResultLine.read(line)));
        }
    }

    private static String filePath(String file) {
        return FILES + "/" + BatchCalls.segment(file);
    }

    @Override
    public RemoteBatch cancel(String remoteId) throws Refused {
        try {
            Reply reply = calls.post(path(remoteId) + "/cancel");
            return new OpenAiBatch(reply.said()).remote(reply.retryAfter());
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
        if (uploaded.isPresent()) {
            deleteFile(uploaded.get());
        }
        for (String file : filesOfBatch(remoteId)) {
            deleteFile(file);
        }
    }

    private List<String> filesOfBatch(String remoteId) throws Refused {
        try {
            return new OpenAiBatch(calls.get(path(remoteId)).said()).files();
        } catch (Refused refused) {
            if (refused.kind() == Kind.NOT_FOUND) {
                return List.of();
            }
            throw refused;
        }
    }

    private void deleteFile(String file) throws Refused {
        calls.delete(filePath(file)).gone();
    }
}
