// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/maskeddocument.h"
#include "models/rules/masking/leakcheck.h"
#include "models/rules/masking/maskengine.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

namespace muster {

/// The second look at a masked JSON text, as a stranger would read it: parsed anew by another parser, every key and
/// string given to the leak check. BadInput "document_not_json" when what was written is no JSON.
/// `known`: what masking found in it, to be noticed where it is said again.
[[nodiscard]] Result<std::vector<DocumentLeak>> leaksInJson(const QByteArray &masked, const LeakCheck &check,
                                                            const MaskContext &context,
                                                            const MaskedNumbers &known = {});

class JsonOutline;
class LeakCheck;

/// Masks whole documents in memory and looks at the result a second time. One thread at a time: each worker has one of
/// its own, all share the engine.
///
/// JSON stays what it was but for the texts that were masked: white space, order, members named twice and numbers of
/// any precision are taken over byte by byte. Every string at every depth is looked at, keys included; strings with the
/// same path apart from array indices are one conversation. Keys that masking would make equal are numbered. A number
/// beside a key that announces a phone, a card and the like becomes the tag's string. An artifact (an object with
/// "interactionId" and "transcript", alone or in an array) says "masked": true afterwards; in an array each is a
/// conversation and an interaction of its own. Half surrogate pairs in
/// escapes become U+FFFD; bytes that are no UTF-8 are refused.
class DocumentMasker
{
public:
    /// `key`: for pseudonyms and shifted dates. KeyStore "no_pseudonym_key" where the policy needs one and it is empty.
    [[nodiscard]] static Result<DocumentMasker> make(std::shared_ptr<const MaskEngine> engine, const Secret &key);

    DocumentMasker(DocumentMasker &&) noexcept;
    DocumentMasker &operator=(DocumentMasker &&) noexcept;
    ~DocumentMasker();

    /// One JSON value. `context.interactionId` empty: that of the artifact, where it is one, else `otherId`. Errors as
    /// JsonOutline::read(): then nothing may be written.
    [[nodiscard]] Result<MaskedDocument> maskJson(QByteArrayView json, const MaskContext &context,
                                                  const QString &otherId = {});

    /// Which lines of a text are wanted; those around them are only what was said before and after.
    struct Lines
    {
        std::uint32_t first = 0, end = 0xffff'ffff;
    };
    /// Plain text, each line an utterance; its SpeakerLabel says whose. Positions count from the first wanted line.
    /// LimitExceeded "document_size", BadInput "document_not_utf8".
    [[nodiscard]] Result<MaskedDocument> maskText(QByteArrayView text, const MaskContext &context, Lines lines);
    [[nodiscard]] Result<MaskedDocument> maskText(QByteArrayView text, const MaskContext &context)
    {
        return maskText(text, context, Lines());
    }

    [[nodiscard]] const MaskEngine &engine() const { return *m_engine; }

private:
    DocumentMasker(std::shared_ptr<const MaskEngine> engine, const Secret &key);
    [[nodiscard]] Result<MaskedDocument> maskArtifacts(QByteArrayView json, const JsonOutline &outline,
                                                       const MaskContext &context, const QString &otherId);

    std::shared_ptr<const MaskEngine> m_engine;
    std::unique_ptr<const LeakCheck> m_leakCheck;
    Secret m_key;
    std::unique_ptr<MaskScratch> m_scratch;
};

} // namespace muster
