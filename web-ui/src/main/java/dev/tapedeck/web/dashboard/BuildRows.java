package dev.tapedeck.web.dashboard;

import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildOptions;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.web.build.BuildPicture;
import dev.tapedeck.web.dashboard.BuildsView.Row;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Makes of builds what lists show of them. */
@Singleton
public final class BuildRows {
    private final Time time;

    BuildRows(Time time) {
        this.time = time;
    }

    Row row(BuildPicture picture) {
        Build build = picture.build();
        Instant now = time.now();
        StateShown state = StateShown.of(build.state());
        return new Row(
                build.id().value(),
                build.pipeline().value(),
                state,
                ProgressBar.of(picture.progress(), state.tone()),
                "%s of %s".formatted(Figures.count(picture.good()), Figures.count(picture.all())),
                picture.bad(),
                Figures.dollars(build.spent().dollars()),
                mode(build.options()),
                Moment.of(build.startedAt(), now),
                Moment.of(build.updatedAt(), now));
    }

    /** {@code live}, or the mode with its cassette. */
    static String mode(BuildOptions options) {
        return options.cassette()
                .map(cassette -> "%s on %s".formatted(options.mode().id(), cassette))
                .orElse("live");
    }
}
