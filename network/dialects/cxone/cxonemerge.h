// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/cxoneuploadcodec.h"
#include "network/dialects/cxone/cxonelistvalues.h"
#include "network/wire/enrichment.h"
#include "network/wire/recordpage.h"

#include <QStringList>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace muster {

/// One batch of values on its way into a calling list: what its contacts hold before and after the upload, the file
/// between, and what that proves of each. What the API does with columns that a file lacks is not known, so the file
/// has all that are known, as they stand, with the batch's values laid over them. The first number, "phone1", may be
/// one of the values, where its column is known; numbers are compared by their digits. Pure; one thread at a time.
class CxoneMerge
{
public:
    enum class Look { Before, After };

    /// BadInput "schema_changed" (subject: the attribute) where the list does not have one of the batch any more, or
    /// there is no column for it.
    [[nodiscard]] static Result<std::shared_ptr<CxoneMerge>> of(std::shared_ptr<const EnrichmentBatch> batch,
                                                                CxoneListColumns columns);

    /// To be asked for in pages: what is written, what goes along, and what else must not change.
    [[nodiscard]] const QStringList &attributes() const { return m_attributes; }
    void begin(Look look); ///< A reading from the start: nobody has been seen yet.
    void take(Look look, const RecordPage &page);
    /// The same id came twice in this reading: records have moved while it went on.
    [[nodiscard]] bool hasMoved() const { return m_moved; }

    /// From the reading before, of those without a fate. Contacts that need no upload, or cannot have one, get theirs;
    /// of the others at most `rows` are in the file, and the rest is left for the next one.
    [[nodiscard]] Result<CxoneUploadFile> plan(qsizetype rows);
    /// Contacts that another file has to be planned for.
    [[nodiscard]] bool hasLeft() const;
    /// Nothing has left for those in the file.
    void notSent();
    /// They left, and no reading tells what came of it.
    void inDoubt();
    /// From a reading after the upload. `isOver`: its job is complete, so that what is not there will not come.
    /// `wasCancelled`: what is not there was not taken, and may be sent again.
    void judge(bool isOver, bool wasCancelled);

    /// Of each contact of the batch, in its order; NotSent while it has none.
    [[nodiscard]] const QList<ContactFate> &fates() const { return m_fates; }
    [[nodiscard]] qsizetype taken() const { return m_taken; } ///< Of the file, as judge() saw it.
    /// Attributes of contacts of the file that are others after the upload, though nobody wrote to them.
    [[nodiscard]] const QStringList &changedBesides() const { return m_changedBesides; }

private:
    using Cells = std::vector<std::string>; ///< By m_attributes; empty: it was not seen.
    enum Fixed { Phone, OtherPhones = 3, FixedCount = 4 }; ///< Places in front of m_attributes.

    CxoneMerge(std::shared_ptr<const EnrichmentBatch> batch, CxoneListColumns columns);
    [[nodiscard]] static bool isSame(std::size_t place, std::string_view one, std::string_view other);
    [[nodiscard]] bool holds(const Cells &cells, std::size_t contact) const; ///< All that the batch has for it.
    [[nodiscard]] bool isUntouched(std::size_t contact) const; ///< Where the batch writes.
    void planContact(std::size_t contact, CxoneUploadFile &file);
    void compareRest(std::size_t contact);

    const std::shared_ptr<const EnrichmentBatch> m_batch;
    const CxoneListColumns m_columns;
    QStringList m_attributes;
    std::vector<std::size_t> m_places; ///< Of the batch schema's attributes in m_attributes; npos: not one of them.
    std::unordered_map<std::string_view, std::size_t> m_contacts;
    std::vector<Cells> m_before, m_after;
    std::vector<bool> m_seen; ///< In this reading.
    std::vector<bool> m_inFile;
    QList<ContactFate> m_fates;
    QStringList m_changedBesides;
    qsizetype m_taken = 0;
    bool m_moved = false;
};

} // namespace muster
