package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Time;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code /v1/files}: what was uploaded, and what batches have brought. Thread-safe. */
final class OpenAiFiles {
    private final Shelf<Upload> uploads =
            new Shelf<>(file -> file.sent().content().length(), file -> true);
    /** The ids of results that are gone. */
    private final Shelf<String> deleted = new Shelf<>(id -> 0, id -> true);

    private final Time time;
    private final Ids ids;
    private final Function<String, Optional<ResultFile>> results;

    /** @param results the results of batches, by the file's id */
    OpenAiFiles(Time time, Ids ids, Function<String, Optional<ResultFile>> results) {
        this.time = time;
        this.ids = ids;
        this.results = results;
    }

    private record Upload(String id, SentFile sent, Instant createdAt) {
        ObjectNode shown() {
            return OpenAiFiles.shown(
                    id, sent.purpose(), sent.filename(), sent.content().length(), createdAt);
        }
    }

    /** The lines that a batch has brought. */
    record ResultFile(String id, LazyLines lines, Instant createdAt) {
        ObjectNode shown() {
            return OpenAiFiles.shown(id, "batch_output", id + ".jsonl", lines.bytes(), createdAt);
        }
    }

    private static ObjectNode shown(String id, String purpose, String filename, long bytes, Instant createdAt) {
        return instance.objectNode()
                .put("object", "file")
                .put("id", id)
                .put("purpose", purpose)
                .put("filename", filename)
                .put("bytes", bytes)
                .put("created_at", createdAt.getEpochSecond())
                .putNull("expires_at")
                .put("status", "processed")
                .putNull("status_details");
    }

    Reply upload(Call call) {
        Upload file = new Upload(ids.next().id("file-", 22), SentFile.in(call), time.now());
        uploads.put(file.id(), file);
        return Reply.json(file.shown());
    }

    Reply list(ProviderRequest request) {
        Optional<String> purpose = Page.parameter(request, "purpose");
        List<Upload> all = uploads.all().stream()
                .filter(file -> purpose.filter(
                                asked -> !asked.equals(file.sent().purpose()))
                        .isEmpty())
                .toList();
        Page<Upload> page = Page.of(all, Upload::id, request, "after");
        return Reply.json(listed(page.entries().stream().map(Upload::shown).toList(), page.more()));
    }

    static ObjectNode listed(List<ObjectNode> entries, boolean more) {
        ObjectNode list = instance.objectNode().put("object", "list");
        ArrayNode data = list.putArray("data").addAll(entries);
        return list.put("first_id", data.path(0).path("id").asText(null))
                .put("last_id", data.path(data.size() - 1).path("id").asText(null))
                .put("has_more", more);
    }

    Reply get(String id) {
        return Reply.json(uploads.find(id)
                .map(Upload::shown)
                .or(() -> results(id).map(ResultFile::shown))
                .orElseThrow(() -> none(id)));
    }

    Reply content(String id) {
        List<Bytes> chunks = uploads.find(id)
                .map(file -> List.of(file.sent().content()))
                .or(() -> results(id).map(ResultFile::lines))
                .orElseThrow(() -> none(id));
        return Reply.lines(chunks, "application/octet-stream");
    }

    Reply delete(String id) {
        if (!uploads.remove(id)) {
            deleted.put(id, results(id).orElseThrow(() -> none(id)).id());
        }
        return Reply.json(
                instance.objectNode().put("id", id).put("object", "file").put("deleted", true));
    }

    private Optional<ResultFile> results(String id) {
        return deleted.find(id).isPresent() ? Optional.empty() : results.apply(id);
    }

    /** What was uploaded to make a batch of it. */
    Optional<Bytes> input(String id) {
        return uploads.find(id)
                .filter(file -> file.sent().purpose().equals("batch"))
                .map(file -> file.sent().content());
    }

    private static Refusal none(String id) {
        return Refusal.notFound("", "No such File object: " + id);
    }
}
