// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/changedranges.h"
#include "models/items/itemroles.h"
#include "models/lists/contacttable.h"
#include "models/rules/lists/listverdict.h"

#include <QAbstractTableModel>
#include <memory>

namespace muster {

/// The tone of a verdict, the same in tables, details and charts.
[[nodiscard]] constexpr Tone verdictTone(ListVerdict verdict)
{
    switch (verdict) {
    case ListVerdict::Unchanged:
        return Tone::Good;
    case ListVerdict::Fix:
        return Tone::Info;
    case ListVerdict::Review:
        return Tone::Warn;
    case ListVerdict::Purge:
        return Tone::Bad;
    case ListVerdict::NotChecked:
        break;
    }
    return Tone::Neutral;
}

struct ContactView;

/// The rows of a contact list that a filter lets through, in the order of a sort, each with what would become of it.
/// Shows one ContactView at a time; a new one is swapped in without resetting, and selections stay with their contacts.
/// Only what is looked at becomes text. ListWorkbench owns and feeds it.
class ContactTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// FirstMember + n: member n of the contacts, n < snapshot members; columns are added while a list is read.
    enum Column { Original, WillBecome, Region, LineType, Verdict, Why, ContactId, FirstMember };
    /// Beside those of itemroles.h: RawRole (text, region code or key), ToneRole (Verdict column), FullTextRole.
    enum Role {
        ChangedRangesRole = 0x0200, ///< QList<CharRange> into the display text (Original, WillBecome) of a fix.
        OverriddenRole, ///< bool, every column: a person decided this contact.
        NoteRole, ///< QString, every column: that person's note.
        VerdictRole, ///< int(ListVerdict), every column.
    };

    explicit ContactTableModel(QObject *parent = nullptr);

    /// Never null. The view that is shown now.
    [[nodiscard]] const std::shared_ptr<const ContactView> &view() const { return m_view; }
    /// Swaps in one step: rows appended where the old ones are a beginning of the new ones, changed cells where the
    /// rows are the same, a new layout otherwise. Microseconds, whatever the size.
    void show(const std::shared_ptr<const ContactView> &view);
    /// Another list: a reset.
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override; ///< Only asks; see sortAsked().

Q_SIGNALS:
    void sortAsked(int column, Qt::SortOrder order); ///< column -1: the list's own order.

private:
    [[nodiscard]] QString shownText(ContactTable::Row row, int column, bool full) const;
    [[nodiscard]] QVariant rawValue(ContactTable::Row row, int column) const;
    [[nodiscard]] QVariant toolTip(ContactTable::Row row, int column) const;
    void moveLayout(const std::shared_ptr<const ContactView> &view);

    std::shared_ptr<const ContactView> m_view;
    QStringList m_members; ///< As many as there are columns for.
};

} // namespace muster
