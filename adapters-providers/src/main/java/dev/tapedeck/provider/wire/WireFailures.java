package dev.tapedeck.provider.wire;

import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Failure.TimedOut.Phase;
import dev.tapedeck.exchange.ProviderName;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.compression.DecompressionException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Gives the faults of the wire their names, in messages that say where to look and hold nothing of the request. */
final class WireFailures {
    private final ProviderName provider;
    private final Target target;

    WireFailures(ProviderName provider, Target target) {
        this.provider = provider;
        this.target = target;
    }

    Failure.Upstream timedOut(Phase phase) {
        return switch (phase) {
            case CONNECT -> tooSlow(phase, "no connection", target.connectTimeout());
            case RESPONSE -> tooSlow(phase, "no answer", target.responseTimeout());
            case IDLE -> tooSlow(phase, "nothing more of the answer", target.idleTimeout());
            case TOTAL ->
                new Failure.TimedOut(
                        phase,
                        "%s: the call's time was over before the answer was there. The limit is retry.total-timeout of the policy of service provider.%s, or batch-api.%s for its batches."
                                .formatted(where(), provider, provider));
        };
    }

    private Failure.Upstream tooSlow(Phase phase, String what, Duration limit) {
        String setting = phase.name().toLowerCase(Locale.ROOT) + "-timeout";
        return new Failure.TimedOut(
                phase,
                "%s: %s within %d ms.%s"
                        .formatted(
                                where(),
                                what,
                                limit.toMillis(),
                                target.settings()
                                        .map(under -> " The limit is %s.%s.".formatted(under, setting))
                                        .orElse("")));
    }

    Failure.Upstream interrupted() {
        return new Failure.Reset("%s: the call was stopped by Tapedeck.".formatted(where()));
    }

    Failure.Upstream cancelled() {
        return new Failure.Reset("%s: the client left.".formatted(where()));
    }

    Failure.Upstream named(@Nullable Throwable fault) {
        return switch (fault) {
            case ConnectTimeoutException timeout -> timedOut(Phase.CONNECT);
            case UnknownHostException unknown -> unreachable("the host name is unknown");
            case NoRouteToHostException noRoute -> unreachable("there is no route to it");
            case ConnectException refused -> unreachable("the connection was refused");
            case SSLException tls -> unreachable("TLS failed");
            case DecompressionException broken ->
                new Failure.Reset("%s: its compressed answer can't be decoded.".formatted(where()));
            case HttpClosedException closed -> reset("it closed the connection");
            case StreamResetException streamReset -> reset("it reset the stream");
            case null, default -> reset("the connection broke");
        };
    }

    private Failure.Upstream unreachable(String why) {
        return new Failure.Unreachable("%s can't be reached: %s. Check %s and the network."
                .formatted(
                        where(),
                        why,
                        target.settings().map(under -> under + ".base-url").orElse("the address")));
    }

    private Failure.Upstream reset(String why) {
        return new Failure.Reset("%s: %s before the answer was complete.".formatted(where(), why));
    }

    private String where() {
        return "Provider '%s' at %s:%d".formatted(provider, target.host(), target.port());
    }
}
