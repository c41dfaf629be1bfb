package dev.tapedeck.cassette;

import dev.tapedeck.cassette.TapeReader.Found;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Provenance.Source;
import dev.tapedeck.exchange.Provider;
import java.util.Optional;
import java.util.Set;

/**
 * Mode {@code fallback}: live first. If the upstream fails before one byte was delivered, the recording is served if
 * there is one, else the failure is passed on as it is. An interaction is taken only when it is served.
 */
final class FallbackDeck extends TapeDeck {
    /** The statuses by which a provider says that it, not the request, is at fault. */
    private static final Set<Integer> UNWELL = Set.of(408, 425, 429, 500, 502, 503, 504, 529);

    private final RequestKeys keys;
    private final Optional<Player> player;
    private final Provider live;

    /** @param player nothing if there is no cassette to fall back on */
    FallbackDeck(RequestKeys keys, Optional<Player> player, Provider live) {
        this.keys = keys;
        this.player = player;
        this.live = live;
    }

    @Override
    public Answer exchange(Call call) {
        Answer answer;
        try {
            answer = new StartedAnswer(live.exchange(call));
        } catch (FailedCall failed) {
            return meansThatTheProviderIsDown(failed.failure())
                    ? recorded(call).orElseThrow(() -> failed)
                    : rethrow(failed);
        }
        return UNWELL.contains(answer.status()) ? insteadOf(answer, call) : answer;
    }

    private static boolean meansThatTheProviderIsDown(Failure failure) {
        return failure instanceof Failure.Upstream || failure instanceof Failure.CircuitOpen;
    }

    private static Answer rethrow(FailedCall failed) {
        throw failed;
    }

    private Answer insteadOf(Answer answer, Call call) {
        Optional<Answer> recorded = recorded(call);
        if (recorded.isEmpty()) {
            return answer;
        }
        answer.close();
        return recorded.get();
    }

    /** The next recording that is an answer; recorded failures on the way are no better than the one at hand. */
    private Optional<Answer> recorded(Call call) {
        try {
            return player.flatMap(tape -> firstAnswer(tape, call, keys.keyOf(call.request())));
        } catch (FailedCall noTape) {
            return Optional.empty(); // the live failure is passed on
        }
    }

    private static Optional<Answer> firstAnswer(Player tape, Call call, RequestKey key) {
        while (tape.take(call, key) instanceof Found.Hit(Interaction hit)) {
            if (hit.outcome().status().isPresent()) {
                return Optional.of(tape.play(hit, Source.FALLBACK));
            }
        }
        return Optional.empty();
    }
}
