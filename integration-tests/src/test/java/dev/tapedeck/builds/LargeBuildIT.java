package dev.tapedeck.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.support.TapedeckProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of large builds what a short run can show; {@link LargeBuildBenchmark} is the long one. */
class LargeBuildIT {
    private static final String LONG_ANSWER = "She measures first, and answers for it. ".repeat(500);

    @TempDir
    Path folder;

    /** 40 MB of documents and as much of answers, of which a part is in memory at a time. */
    @Test
    void aBuildOfMoreThanTheHeapHoldsIsPlannedBuiltAndShown() {
        LargeBuild build = LargeBuild.measured(
                TapedeckProcess.settings().option("-Xmx128m"), folder, new ManyDocuments(2_000, 20_000), LONG_ANSWER);

        assertThat(build.paidOnce()).isTrue();
    }
}
