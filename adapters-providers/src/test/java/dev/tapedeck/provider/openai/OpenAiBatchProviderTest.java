package dev.tapedeck.provider.openai;

import dev.tapedeck.build.BatchProvider;
import dev.tapedeck.build.BatchProvider.BatchRequest;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.provider.batch.AgainstTheSimulator;

final class OpenAiBatchProviderTest extends AgainstTheSimulator {
    @Override
    protected BatchProvider before(Provider simulator) {
        return new OpenAiBatchProvider(SIMULATOR, simulator, folder);
    }

    @Override
    protected BatchRequest request(int number) {
        return request(number, Dialect.OPENAI, "/v1/chat/completions", """
                {"messages":[{"content":"Wie geht's, „%d“?","role":"user"}],"model":"gpt-4o-mini"}""".formatted(number));
    }

    @Override
    protected boolean uploads() {
        return true;
    }
}
