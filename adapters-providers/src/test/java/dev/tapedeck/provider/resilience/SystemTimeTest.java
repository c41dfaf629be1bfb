package dev.tapedeck.provider.resilience;

import dev.tapedeck.exchange.Time;
import dev.tapedeck.exchange.TimeContract;

final class SystemTimeTest extends TimeContract {
    @Override
    protected Time time() {
        return new SystemTime();
    }
}
