package dev.tapedeck.house.seeded.web.wiring;

import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.provider.simulator.SimulatorProvider;
import dev.tapedeck.provider.simulator.SimulatorSettings;
import dev.tapedeck.provider.wire.HttpProvider;
import dev.tapedeck.provider.wire.Target;
import dev.tapedeck.provider.wire.WireClients;
import io.vertx.core.Vertx;

/** Makes whatever leads to a provider beside the end of the stage line. */
public record WiringWithAWayOfItsOwn(Vertx vertx, Time time) {
    public Provider live(Target target) {
        return new HttpProvider(target, new WireClients(vertx), time);
    }

    public Provider simulated() {
        return new SimulatorProvider(time, SimulatorSettings.PROMPT);
    }
}
