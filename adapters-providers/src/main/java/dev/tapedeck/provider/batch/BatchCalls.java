package dev.tapedeck.provider.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.build.BatchProvider.Refused;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Terms;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The calls to one provider's batch API, all through the stage line. What is large goes from and to files, which only their
 * owner can read and which are gone afterwards. Thread-safe.
 */
public final class BatchCalls {
    /** No answer that is read as one piece is larger. */
    private static final int LARGEST = 32 * 1024 * 1024;

    private static final String JSON = "application/json";

    private final ProviderName provider;
    private final Dialect dialect;
    private final Headers headers;
    private final Provider line;
    private final Path folder;

    /**
     * @param headers that every request has
     * @param line what the calls pass through, to the provider
     * @param folder where the files are, which nobody else reads
     */
    public BatchCalls(ProviderName provider, Dialect dialect, Headers headers, Provider line, Path folder) {
        this.provider = provider;
        this.dialect = dialect;
        this.headers = headers;
        this.line = line;
        this.folder = folder;
    }

    /** An id of a provider's, as it stands in a path or a query. */
    public static String segment(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /** @param query as it stands after the question mark; empty for none */
    public Reply get(String path, String query) {
        return reply(call("GET", path, query, headers, Bytes.EMPTY, Effect.SAFE));
    }

    public Reply get(String path) {
        return get(path, "");
    }

    public Reply delete(String path) {
        return reply(call("DELETE", path, "", headers, Bytes.EMPTY, Effect.EFFECT));
    }

    public Reply post(String path) {
        return reply(call("POST", path, "", headers, Bytes.EMPTY, Effect.EFFECT));
    }

    public Reply post(String path, JsonNode body) {
        Headers typed = headers.with("content-type", JSON);
        return reply(call("POST", path, "", typed, Bytes.utf8(body.toString()), Effect.EFFECT));
    }

    /** Posts what may be large. */
    public Reply post(String path, String contentType, Content content) {
        try (ScratchFile file = ScratchFile.in(folder)) {
            file.write(content);
            ProviderRequest request = request("POST", path, "", headers.with("content-type", contentType), Bytes.EMPTY);
            return reply(Call.uploading(file.path(), request, Lane.MAIN));
        }
    }

    /**
     * Fetches lines, all of them before the first is passed on; blank ones are left out.
     *
     * @throws Refused if there is an error in their place
     * @throws FailedCall if they break off
     */
    public void lines(String path, Consumer<Bytes> each) throws Refused {
        Call call = call("GET", path, "", headers, Bytes.EMPTY, Effect.SAFE);
        try (ScratchFile file = ScratchFile.in(folder)) {
            try (Answer answer = line.exchange(call)) {
                if (answer.status() != 200) {
                    whole(call, answer).refuseError();
                }
                file.write(out -> copy(answer, out));
            }
            file.read(each);
        }
    }

    private static void copy(Answer answer, OutputStream out) throws IOException {
        for (Optional<Chunk> next = answer.next(); next.isPresent(); next = answer.next()) {
            out.write(next.get().bytes().array());
        }
    }

    private Call call(String method, String path, String query, Headers all, Bytes body, Effect effect) {
        return new Call(request(method, path, query, all, body), Lane.MAIN, Terms.of(effect));
    }

    private ProviderRequest request(String method, String path, String query, Headers all, Bytes body) {
        Optional<String> asked = query.isEmpty() ? Optional.empty() : Optional.of(query);
        return new ProviderRequest(provider, dialect, method, path, asked, all, body);
    }

    private Reply reply(Call call) {
        try (Answer answer = line.exchange(call)) {
            return whole(call, answer);
        }
    }

    private Reply whole(Call call, Answer answer) {
        String asked = "%s %s at provider '%s'"
                .formatted(call.request().method(), call.request().path(), provider);
        List<Bytes> pieces = new ArrayList<>();
        long length = 0;
        for (Optional<Chunk> next = answer.next(); next.isPresent(); next = answer.next()) {
            length += next.get().bytes().length();
            if (length > LARGEST) {
                throw FailedCall.live(new Failure.Reset("%s is answered with more than %d MiB, and was broken off."
                        .formatted(asked, LARGEST / 1024 / 1024)));
            }
            pieces.add(next.get().bytes());
        }
        return new Reply(asked, answer.status(), answer.headers(), Bytes.concat(pieces));
    }
}
