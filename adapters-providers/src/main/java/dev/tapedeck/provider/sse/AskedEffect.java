package dev.tapedeck.provider.sse;

import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.ProviderRequest;
import java.util.function.Predicate;

/** What a request does, by its method and, for a {@code POST}, by what the dialect knows of its endpoint. */
public final class AskedEffect {
    private AskedEffect() {}

    /** @param inference whether a {@code POST} changes nothing */
    public static Effect of(ProviderRequest request, Predicate<ProviderRequest> inference) {
        boolean safe = switch (request.method()) {
            case "GET", "HEAD" -> true;
            case "POST" -> inference.test(request);
            default -> false;
        };
        return safe ? Effect.SAFE : Effect.EFFECT;
    }
}
