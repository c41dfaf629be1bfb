package dev.tapedeck.house.seeded.web.api;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.ProviderDirectory;

/** Calls providers without retries, circuits and guards. */
public class RoundTheStages {
    public Answer call(ProviderDirectory providers, Call call) {
        return providers.endOfLine().exchange(call);
    }
}
