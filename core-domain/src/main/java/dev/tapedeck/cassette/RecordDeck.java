package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.Provenance.Source;
import dev.tapedeck.exchange.Provider;
import java.util.Optional;
import java.util.function.Predicate;

/** Mode {@code record}: always live, every call appended. */
final class RecordDeck extends TapeDeck {
    private final RequestKeys keys;
    private final Recorder recorder;
    private final TakeId take;
    private final Provider live;
    private final Predicate<FailedCall> passes;

    /** @param passes whether a call goes live unrecorded though it couldn't be begun on the tape, for this reason */
    RecordDeck(RequestKeys keys, Recorder recorder, TakeId take, Provider live, Predicate<FailedCall> passes) {
        this.keys = keys;
        this.recorder = recorder;
        this.take = take;
        this.live = live;
        this.passes = passes;
    }

    @Override
    public Answer exchange(Call call) {
        return exchangeIfThere(call).orElseThrow(this::gone);
    }

    @Override
    Optional<Answer> exchangeIfThere(Call call) {
        return record(call, keys.keyOf(call.request()));
    }

    /** Records the call; empty, with nothing done, if the take is gone. */
    Optional<Answer> record(Call call, RequestKey key) {
        Optional<Recorder.Recording> begun;
        try {
            begun = recorder.begin(take, call, key);
        } catch (FailedCall failed) {
            if (passes.test(failed)) {
                return Optional.of(live.exchange(call));
            }
            throw failed;
        }
        return begun.map(recording -> record(call, recording));
    }

    FailedCall gone() {
        return StoreFailures.unknown(take);
    }

    private Answer record(Call call, Recorder.Recording recording) {
        boolean handedOver = false;
        try {
            Answer answer = new RecordingAnswer(live.exchange(call), recording, recorder.settings());
            handedOver = true;
            return answer;
        } catch (FailedCall failed) {
            handedOver = true;
            recording.fail(failed);
            throw new FailedCall(failed.failure(), provenance(recording, failed));
        } finally {
            if (!handedOver) {
                recording.abandon();
            }
        }
    }

    private static Provenance provenance(Recorder.Recording recording, FailedCall failed) {
        return switch (failed.provenance().source()) {
            case REJECTED -> failed.provenance();
            default ->
                new Provenance(
                        Source.RECORDED,
                        Optional.of(recording.reference()),
                        Optional.of(recording.key().value()),
                        failed.provenance().attempts());
        };
    }
}
