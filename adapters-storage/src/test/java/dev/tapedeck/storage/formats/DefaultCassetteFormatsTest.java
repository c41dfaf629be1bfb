package dev.tapedeck.storage.formats;

import dev.tapedeck.transfer.CassetteFormats;
import dev.tapedeck.transfer.CassetteFormatsContract;

/** The formats keep the promises of their port. */
class DefaultCassetteFormatsTest extends CassetteFormatsContract {
    @Override
    protected CassetteFormats formats() {
        return new DefaultCassetteFormats();
    }
}
