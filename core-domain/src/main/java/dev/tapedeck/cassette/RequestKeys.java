package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.json.CanonicalJson;
import dev.tapedeck.json.JsonDifference;
import java.util.List;
import java.util.Optional;

/**
 * Makes the keys of requests as one recipe has it. The key is the SHA-256 of the canonical request, a row of labelled,
 * length-prefixed fields, so that different requests never run into each other: key version, dialect, method, path,
 * query without secrets and sorted by name, the headers that the recipe names, and the body. A JSON body counts in its
 * canonical form after the recipe, a multipart body by its parts, any other by its content type and bytes; so does what
 * claims to be JSON or multipart and is not. Thread-safe, and made once per recipe.
 */
public final class RequestKeys {
    private final CompiledRecipe recipe;

    /** @throws FailedCall rejected as {@link Failure.Invalid} if the recipe is wrong; the message names the place */
    public RequestKeys(KeyRecipe recipe) {
        this.recipe = CompiledRecipe.of(recipe);
    }

    /**
     * The key of a request, in time linear in its length.
     *
     * @throws FailedCall rejected as {@link Failure.Invalid} if a JSON body is nested too deep, or if a pattern of the
     *     recipe takes too long on it
     */
    public RequestKey keyOf(ProviderRequest request) {
        KeyDigest digest = new KeyDigest(recipe.version());
        digest.field("dialect", request.dialect().id());
        digest.field("method", request.method());
        digest.field("path", request.path());
        digest.field("query", request.query().map(CountingQuery::of).orElse(""));
        headers(request, digest);
        body(request, digest);
        return digest.key();
    }

    /** The names of the headers that count, lower case and sorted. */
    List<String> headers() {
        return recipe.headers();
    }

    /**
     * Where two JSON bodies differ in what counts; empty if one of them is no JSON.
     *
     * @param kept how many places are kept, the others are only counted
     */
    public Optional<JsonDifference> difference(Bytes recorded, Bytes asked, int kept) {
        int length = Math.max(recorded.length(), asked.length());
        return JsonDifference.between(recorded.array(), asked.array(), recipe.edits(length), kept);
    }

    private void headers(ProviderRequest request, KeyDigest digest) {
        for (String name : recipe.headers()) {
            digest.field("header", name);
            request.headers().all(name).forEach(value -> digest.field("value", value));
        }
    }

    private void body(ProviderRequest request, KeyDigest digest) {
        Optional<ContentType> type = request.headers().contentType().map(ContentType::new);
        if (request.body().isEmpty()) {
            digest.field("empty", "");
        } else if (type.isEmpty() || type.get().isJson()) {
            json(request.body(), type, digest);
        } else {
            other(request.body(), type.get(), digest);
        }
    }

    private void json(Bytes body, Optional<ContentType> type, KeyDigest digest) {
        switch (CanonicalJson.of(body.array(), recipe.edits(body.length()))) {
            case CanonicalJson.Text text -> digest.field("json", text);
            case CanonicalJson.NotJson notJson -> bytes(body, type, digest);
            case CanonicalJson.TooDeep(long offset) -> throw tooDeep(offset);
        }
    }

    private static FailedCall tooDeep(long offset) {
        return FailedCall.rejected(new Failure.Invalid(
                "json",
                "The JSON body is nested deeper than %d levels, at byte %d. Send it with fewer levels."
                        .formatted(CanonicalJson.MAX_DEPTH, offset)));
    }

    private static void other(Bytes body, ContentType type, KeyDigest digest) {
        Optional<Multipart> multipart = type.multipart(body.array());
        if (multipart.isPresent()) {
            multipart.get().digest(digest);
        } else {
            bytes(body, Optional.of(type), digest);
        }
    }

    private static void bytes(Bytes body, Optional<ContentType> type, KeyDigest digest) {
        type.ifPresent(known -> digest.field("content-type", known.text()));
        digest.field("bytes", body.array(), 0, body.length());
    }
}
