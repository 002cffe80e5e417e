// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/documentmasker.h"
#include "models/rules/documents/maskeddocument.h"

#include <QByteArrayView>
#include <QList>
#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>

namespace muster {

/// "json", "jsonl", "text".
[[nodiscard]] std::string_view documentFormKey(DocumentForm form);
[[nodiscard]] std::optional<DocumentForm> documentFormOfKey(std::string_view key);

/// What a file is by how it begins; `isAll`: there is no more of it. JSON Lines is what has a whole value in its first
/// line and something behind it. What opens an object is JSON, however damaged: as text its escapes would hide what
/// they stand for. nullopt: more has to be seen.
[[nodiscard]] std::optional<DocumentForm> formatOfDocument(QByteArrayView head, bool isAll);

/// A masked piece of a file: a whole JSON document, one line of JSON Lines, or a block of lines of text.
struct MaskedPiece
{
    const MaskedDocument &document; ///< Clean: may be written.
    QByteArrayView ending; ///< Stands behind its bytes.
    quint64 line = 0; ///< Of JSON Lines, from 1; 0: not by lines.
    quint64 in = 0, out = 0; ///< Code points of the text in front of it, before and after masking; of plain text only.
};

/// A place that the second look still takes for personal.
struct HeldPlace
{
    quint64 line = 0; ///< As MaskedPiece::line.
    DocumentLeak leak;
};

/// What masking a file came to.
struct MaskTally
{
    DocumentForm form = DocumentForm::Text;
    quint64 documents = 0; ///< Pieces, the held ones included.
    quint64 held = 0;
    quint64 strings = 0;
    std::array<quint64, entityCount> counts{}; ///< Findings.
    QList<HeldPlace> places; ///< Of what is held; the first hundred.
};

/// Masks a file of any size piece by piece: JSON as a whole, JSON Lines by lines, plain text by blocks that know what
/// was said before and after. Blocks: on a worker.
class FileMasker
{
public:
    static constexpr int contextLines = 64; ///< Of plain text, on both sides of a block.
    static constexpr qsizetype blockBytes = 1024 * 1024;

    /// Up to `size` bytes; none: the end. Cancelled when it was asked to stop.
    using Read = std::function<Result<QByteArray>(qsizetype size)>;
    /// Gets every piece in order, held ones as well where `held`: then only its findings are meant. An error ends it.
    using Take = std::function<Result<void>(const MaskedPiece &piece, bool held)>;

    /// `interaction`: whose pseudonyms these are, where the document does not say. All must outlive this.
    FileMasker(DocumentMasker &masker, QString interaction, std::stop_token stop);

    /// Errors as `read` and `take` give them and those of DocumentMasker, of JSON Lines with the line as `subject`. A
    /// held block of plain text ends it: what was said behind it could need what is in it.
    [[nodiscard]] Result<MaskTally> mask(const Read &read, std::optional<DocumentForm> form, const Take &take);

private:
    [[nodiscard]] Result<bool> fill(const Read &read); ///< false: there is no more.
    [[nodiscard]] Result<DocumentForm> detect(const Read &read, std::optional<DocumentForm> wanted);
    [[nodiscard]] Result<void> maskWhole(const Read &read, const Take &take);
    [[nodiscard]] Result<void> maskJsonLines(const Read &read, const Take &take);
    [[nodiscard]] Result<void> maskBlocks(const Read &read, const Take &take);
    [[nodiscard]] Result<bool> pass(const MaskedPiece &piece, const Take &take); ///< false: it is held.

    DocumentMasker &m_masker;
    MaskContext m_context;
    const QString m_interaction;
    const std::stop_token m_stop;
    QByteArray m_bytes; ///< Read and not done with.
    bool m_isAll = false;
    MaskTally m_tally;
};

} // namespace muster
