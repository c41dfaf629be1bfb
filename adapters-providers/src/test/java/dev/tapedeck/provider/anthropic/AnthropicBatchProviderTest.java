package dev.tapedeck.provider.anthropic;

import dev.tapedeck.build.BatchProvider;
import dev.tapedeck.build.BatchProvider.BatchRequest;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.provider.batch.AgainstTheSimulator;

final class AnthropicBatchProviderTest extends AgainstTheSimulator {
    @Override
    protected BatchProvider before(Provider simulator) {
        return new AnthropicBatchProvider(SIMULATOR, simulator, folder);
    }

    @Override
    protected BatchRequest request(int number) {
        return request(number, Dialect.ANTHROPIC, "/v1/messages", """
                {"max_tokens":99,"messages":[{"content":"Wie geht's, „%d“?","role":"user"}],"model":"claude-haiku-4-5"}""".formatted(number));
    }

    @Override
    protected boolean uploads() {
        return false;
    }
}
