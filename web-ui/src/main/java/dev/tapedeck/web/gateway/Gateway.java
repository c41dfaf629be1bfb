package dev.tapedeck.web.gateway;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.OnExhausted;
import dev.tapedeck.cassette.Session;
import dev.tapedeck.cassette.SessionId;
import dev.tapedeck.cassette.SessionSpec;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.cassette.Speed;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Cancellation;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.Names.InvalidName;
import dev.tapedeck.exchange.Operations;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Time;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The door: takes every request below {@code /llm} and {@code /session/{id}/llm}. Replays that are at hand are answered
 * right on the event loop; everything else runs on a virtual thread.
 */
public final class Gateway {
    private static final Logger LOG = Logger.getLogger(Gateway.class);
    /** A larger body takes too long to canonicalise on an event loop. */
    private static final int AT_ONCE_BYTES = 256 * 1024;

    /** No method that anybody has registered is half as long; stores keep that many characters. */
    private static final int LONGEST_METHOD = 100;

    private final ProviderDirectory providers;
    private final Provider live;
    private final Sessions sessions;
    private final DialectOf dialectOf;
    private final Function<Dialect, Operations> operations;
    private final ClientKeys clientKeys;
    private final Traffic traffic;
    private final RunCalls runs;
    private final Time time;
    private final Executor virtualThreads;
    private final Settings settings;

    /**
     * @param maxBody the largest request body taken, in bytes
     * @param mode the mode of calls that name none
     * @param cassette the cassette of calls that name none
     * @param onExhausted the rule of implicit sessions
     * @param speed the speed of implicit sessions
     */
    public record Settings(long maxBody, Mode mode, CassetteName cassette, OnExhausted onExhausted, Speed speed) {}

    public Gateway(
            ProviderDirectory providers,
            Provider live,
            Sessions sessions,
            DialectOf dialectOf,
            Function<Dialect, Operations> operations,
            ClientKeys clientKeys,
            Traffic traffic,
            RunCalls runs,
            Time time,
            Executor virtualThreads,
            Settings settings) {
        this.providers = providers;
        this.live = live;
        this.sessions = sessions;
        this.dialectOf = dialectOf;
        this.operations = operations;
        this.clientKeys = clientKeys;
        this.traffic = traffic;
        this.runs = runs;
        this.time = time;
        this.virtualThreads = virtualThreads;
        this.settings = settings;
    }

    /** Takes a request whose body hasn't been read yet; on the event loop. */
    public void handle(HttpServerRequest request) {
        ClientResponse client = new ClientResponse(request);
        try {
            Visit visit = visit(request, client);
            RequestBody.read(
                    request,
                    settings.maxBody(),
                    body -> guarded(visit, () -> answer(visit, body)),
                    failure -> refuse(visit, FailedCall.rejected(failure)));
        } catch (FailedCall failed) {
            client.refuse(Refusal.of(failed.failure(), Dialect.GENERIC), failed.provenance());
        }
    }

    private Visit visit(HttpServerRequest request, ClientResponse client) {
        Destination destination = Destination.of(request.uri());
        Headers headers = Headers.of(request.headers());
        Optional<ProviderDirectory.Entry> provider = providers.find(destination.provider());
        Dialect dialect = dialectOf.request(provider, destination.path(), headers);
        return new Visit(method(request), destination, headers, dialect, client, Optional.empty());
    }

    private static String method(HttpServerRequest request) {
        String method = request.method().name();
        if (method.length() > LONGEST_METHOD) {
            throw FailedCall.rejected(new Failure.Invalid(
                    "method",
                    "The method is longer than %d characters: there is none such.".formatted(LONGEST_METHOD)));
        }
        return method;
    }

    /** One request at the door. */
    private record Visit(
            String method,
            Destination destination,
            Headers headers,
            Dialect dialect,
            ClientResponse client,
            Optional<HeardCall> heard) {
        Visit heardBy(HeardCall listener) {
            return new Visit(method, destination, headers, dialect, client, Optional.of(listener));
        }

        ProviderRequest request(ProviderName provider, Bytes body) {
            return new ProviderRequest(
                    provider,
                    dialect,
                    method,
                    destination.path(),
                    destination.query(),
                    ControlHeaders.forwarded(headers),
                    body);
        }
    }

    private void answer(Visit asking, Bytes body) {
        ControlHeaders control = ControlHeaders.of(asking.headers());
        ProviderName provider = providers.fetch(asking.destination().provider()).name();
        ProviderRequest request = asking.request(provider, body);
        Visit visit = control.run()
                .map(run -> asking.heardBy(runs.hear(run, request)))
                .orElse(asking);
        Effect effect = operations.apply(request.dialect()).effectOf(request);
        Call call = new Call(request, control.lane(), control.terms(effect, visit.headers()), new Cancellation());
        namedSession(visit.destination(), control)
                .ifPresentOrElse(
                        id -> answerIn(id, visit, call), () -> answerImplicitly(visit, call, implicitSession(control)));
    }

    private void answerIn(SessionId id, Visit visit, Call call) {
        sessions.findAtHand(id)
                .ifPresentOrElse(
                        session -> play(visit, call, session),
                        () -> block(visit, () -> play(visit, call, sessions.enter(id))));
    }

    private void answerImplicitly(Visit visit, Call call, SessionSpec implicit) {
        if (implicit.mode() == Mode.OFF) {
            block(visit, () -> pass(visit, call, Optional.empty(), live));
        } else {
            sessions.findImplicit(implicit)
                    .ifPresentOrElse(
                            session -> play(visit, call, session),
                            () -> block(visit, () -> play(visit, call, sessions.implicit(implicit))));
        }
    }

    private Optional<SessionId> namedSession(Destination destination, ControlHeaders control) {
        Optional<SessionId> inPath = destination.session().map(Gateway::sessionId);
        if (inPath.isPresent() && control.session().isPresent() && !inPath.equals(control.session())) {
            throw FailedCall.rejected(new Failure.Invalid(
                    "header", "Tapedeck-Session names another session than the path. Leave one of them out."));
        }
        if (inPath.isPresent()
                && (control.cassette().isPresent() || control.mode().isPresent())) {
            throw FailedCall.rejected(
                    new Failure.Invalid(
                            "header",
                            "The path names a session, which has a cassette and a mode: leave Tapedeck-Cassette and Tapedeck-Mode out."));
        }
        return inPath.or(control::session);
    }

    private static SessionId sessionId(String inPath) {
        try {
            return new SessionId(inPath);
        } catch (InvalidName noId) {
            throw FailedCall.rejected(new Failure.Unknown(
                    Failure.Unknown.Kind.SESSION, "'%s' in the path is no session id.".formatted(Names.shown(inPath))));
        }
    }

    private SessionSpec implicitSession(ControlHeaders control) {
        return new SessionSpec(
                control.cassette().orElse(settings.cassette()),
                control.mode().orElse(settings.mode()),
                settings.onExhausted(),
                settings.speed(),
                false);
    }

    private void play(Visit visit, Call call, Session session) {
        boolean small = call.request().body().length() <= AT_ONCE_BYTES;
        if (!small || !playedAtOnce(visit, call, session)) {
            block(visit, () -> pass(visit, call, Optional.of(session), session));
        }
    }

    private boolean playedAtOnce(Visit visit, Call call, Session session) {
        try {
            Optional<Answer> atHand = session.exchangeAtOnce(call);
            atHand.ifPresent(answer -> pass(visit, call, Optional.of(session), any -> answer));
            return atHand.isPresent();
        } catch (FailedCall recorded) {
            pass(visit, call, Optional.of(session), any -> {
                throw recorded;
            });
            return true;
        }
    }

    private void pass(Visit visit, Call call, Optional<Session> session, Provider source) {
        Provider heard = visit.heard().map(listener -> listener.to(source)).orElse(source);
        Consumer<Exchange.Ended> told = ended -> visit.heard().ifPresent(listener -> listener.ended(ended));
        new Exchange(call, session, visit.client(), time, told.andThen(this::seen)).run(heard);
    }

    private void seen(Exchange.Ended ended) {
        ProviderRequest request = ended.call().request();
        traffic.seen(new CallSeen(
                time.now(),
                ended.session().map(Session::id),
                ended.session().map(session -> session.spec().cassette()),
                request.provider(),
                request.method(),
                request.path(),
                ended.provenance(),
                ended.status(),
                ended.failure().map(Failure::code),
                ended.micros()));
    }

    /** Refuses a request before it is a call; counted where its provider is one of ours. */
    private void refuse(Visit visit, FailedCall failed) {
        visit.client().refuse(Refusal.of(failed.failure(), visit.dialect()), failed.provenance());
        providers.find(visit.destination().provider()).ifPresent(provider -> refused(visit, provider, failed));
    }

    private void refused(Visit visit, ProviderDirectory.Entry provider, FailedCall failed) {
        traffic.seen(new CallSeen(
                time.now(),
                Optional.empty(),
                Optional.empty(),
                provider.name(),
                visit.method(),
                visit.destination().path(),
                failed.provenance(),
                FailureStatus.of(failed.failure()),
                Optional.of(failed.failure().code()),
                0));
    }

    /** What may be stored or explained passes here; what is answered at once stores and shows nothing. */
    private void block(Visit visit, Runnable deed) {
        if (Context.isOnEventLoopThread()) {
            clientKeys.seen(visit.headers(), visit.destination().query());
            virtualThreads.execute(() -> guarded(visit, deed));
        } else {
            deed.run();
        }
    }

    /** The boundary of the door: whatever happens, the client gets an answer, and a fault of ours gets into the log. */
    private void guarded(Visit visit, Runnable deed) {
        try {
            deed.run();
        } catch (FailedCall failed) {
            refuse(visit, failed);
        } catch (RuntimeException fault) {
            LOG.error("A call failed at the door", fault);
            visit.client().breakOff(Refusal.internal(visit.dialect()), Provenance.REJECTED);
        }
    }
}
