package dev.tapedeck.provider.simulator;

import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;

/** Which dialect the simulator speaks where: it has endpoints of two. */
public final class SimulatorDialects {
    private SimulatorDialects() {}

    /**
     * {@link Dialect#ANTHROPIC} for {@code /messages…} and for every path asked with an {@code anthropic-version}
     * header, else {@link Dialect#OPENAI}; with or without a leading {@code /v1}.
     */
    public static Dialect of(String path, Headers headers) {
        boolean anthropic = headers.first("anthropic-version").isPresent()
                || SimulatorPath.of(path).first().equals("messages");
        return anthropic ? Dialect.ANTHROPIC : Dialect.OPENAI;
    }
}
