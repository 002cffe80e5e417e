// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/contacttablemodel.h"

#include "models/lists/contactview.h"
#include "models/rules/numbers/numberengine.h"
#include "models/text/listtexts.h"
#include "models/text/plaintext.h"

#include <bit>

namespace muster {
namespace {

constexpr qsizetype cellLimit = 200; ///< Characters; FullTextRole has more.

QString plain(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

QString numberTypeKey(NumberType type)
{
    return plain(numberTypeName(type));
}

} // namespace

ContactTableModel::ContactTableModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_view(std::make_shared<ContactView>())
{
}

void ContactTableModel::clear()
{
    beginResetModel();
    m_view = std::make_shared<ContactView>();
    m_members.clear();
    endResetModel();
}

void ContactTableModel::show(const std::shared_ptr<const ContactView> &view)
{
    if (!view || view == m_view)
        return;
    if (view->list.answers) {
        const QStringList &members = view->list.contacts().members();
        if (members.size() > m_members.size()) {
            beginInsertColumns({}, FirstMember + int(m_members.size()), FirstMember + int(members.size()) - 1);
            m_members = members;
            endInsertColumns();
        }
    }
    const bool isSameOrder = view->order == m_view->order;
    if (!isSameOrder || view->size() < m_view->size()) {
        moveLayout(view);
        return;
    }
    const int before = int(m_view->size()), after = int(view->size());
    const bool isJudgedAnew = view->list.judgements != m_view->list.judgements
        || view->list.overrides != m_view->list.overrides || view->list.answers != m_view->list.answers;
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_view = view;
        endInsertRows();
    }
    m_view = view;
    if (before > 0 && isJudgedAnew)
        Q_EMIT dataChanged(index(0, 0), index(before - 1, ContactId));
}

/// Where every persistent index (selection, current cell, scroll position) goes with its contact.
void ContactTableModel::moveLayout(const std::shared_ptr<const ContactView> &view)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &index : before) {
        const ContactTable::Row place = view->placeOf(m_view->rowAt(ContactTable::Row(index.row())));
        after << (place == ContactView::notShown ? QModelIndex() : createIndex(int(place), index.column()));
    }
    m_view = view;
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

int ContactTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_view->size());
}

int ContactTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstMember + int(m_members.size());
}

QString ContactTableModel::shownText(ContactTable::Row row, int column, bool full) const
{
    const JudgedContacts &list = m_view->list;
    const auto foreign = [full](std::string_view utf8) {
        return full ? visibleParagraphs(plain(utf8)) : visibleText(plain(utf8), cellLimit);
    };
    switch (column) {
    case Original:
        return foreign(list.contacts().phone(row));
    case WillBecome: {
        const ListVerdict verdict = list.judgement(row).verdict;
        if (verdict == ListVerdict::Unchanged)
            return foreign(list.contacts().phone(row));
        return verdict == ListVerdict::Fix ? QString::fromStdString(list.newNumber(row)) : QStringLiteral("—");
    }
    case Region: {
        const QString region = rawValue(row, Region).toString();
        return region.isEmpty() ? QStringLiteral("—") : region;
    }
    case LineType: {
        const ContactReading reading = list.answers->reading(row);
        return reading.valid() ? lineTypeText(lineTypeOf(reading.code, reading.facts)) : QStringLiteral("—");
    }
    case Verdict:
        return listVerdictText(list.judgement(row).verdict);
    case Why:
        return listReasonsText(list.judgement(row).reasons);
    case ContactId:
        return foreign(list.contacts().id(row));
    }
    return foreign(list.contacts().member(row, column - FirstMember));
}

QVariant ContactTableModel::rawValue(ContactTable::Row row, int column) const
{
    const JudgedContacts &list = m_view->list;
    switch (column) {
    case Original:
        return plain(list.contacts().phone(row));
    case WillBecome:
        return QString::fromStdString(list.newNumber(row));
    case Region:
        return QString::fromStdString(NumberEngine::shared().regions().id(regionOf(list.answers->reading(row).code)));
    case LineType: {
        const ContactReading reading = list.answers->reading(row);
        return numberTypeKey(lineTypeOf(reading.code, reading.facts));
    }
    case Verdict:
        return keyOf(list.judgement(row).verdict);
    case Why:
        return listReasonKeys(list.judgement(row).reasons);
    case ContactId:
        return plain(list.contacts().id(row));
    }
    return plain(list.contacts().member(row, column - FirstMember));
}

/// Our own words only: views may take a tooltip for rich text.
QVariant ContactTableModel::toolTip(ContactTable::Row row, int column) const
{
    if (column != Why && column != Verdict)
        return {};
    QStringList sentences;
    for (ContactReasons left = m_view->list.judgement(row).reasons; left != 0; left &= left - 1)
        sentences << listReasonSentence(ListReason(std::countr_zero(left)));
    return sentences.isEmpty() ? QVariant() : sentences.join(QLatin1Char('\n'));
}

QVariant ContactTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ContactTable::Row row = m_view->rowAt(ContactTable::Row(index.row()));
    const JudgedContacts &list = m_view->list;
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return shownText(row, column, false);
    case FullTextRole:
        return shownText(row, column, true);
    case Qt::AccessibleTextRole: {
        const QString shown = shownText(row, column, false);
        return shown.isEmpty() || shown == QStringLiteral("—") ? tr("none") : shown;
    }
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case RawRole:
        return rawValue(row, column);
    case ToneRole:
        return column == Verdict ? QVariant::fromValue(verdictTone(list.judgement(row).verdict)) : QVariant();
    case VerdictRole:
        return int(list.judgement(row).verdict);
    case OverriddenRole:
        return list.decision(row) != nullptr;
    case NoteRole: {
        const ContactOverrides::Decision *decided = list.decision(row);
        return decided ? QVariant(decided->note) : QVariant();
    }
    case ChangedRangesRole: {
        if ((column != Original && column != WillBecome) || list.judgement(row).verdict != ListVerdict::Fix)
            return {};
        const ChangedRanges changed
            = ChangedRanges::between(shownText(row, Original, false), shownText(row, WillBecome, false));
        return QVariant::fromValue(column == Original ? changed.removed : changed.added);
    }
    }
    return {};
}

QVariant ContactTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Original:
        return tr("Original");
    case WillBecome:
        return tr("New number");
    case Region:
        return tr("Region");
    case LineType:
        return tr("Line");
    case Verdict:
        return tr("Verdict");
    case Why:
        return tr("Reason");
    case ContactId:
        return tr("Contact ID");
    }
    return visibleText(m_members.value(section - FirstMember), 60);
}

void ContactTableModel::sort(int column, Qt::SortOrder order)
{
    Q_EMIT sortAsked(column, order);
}

} // namespace muster
