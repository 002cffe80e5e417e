// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/donotcallmodels.h"

#include "models/text/amounttext.h"
#include "models/text/donotcallchangetexts.h"
#include "models/text/donotcalltexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "network/wire/mapped.h"

#include <algorithm>

namespace muster {

namespace {

std::optional<Tone> standingTone(const CheckedNumber &number)
{
    if (!number.verdict)
        return Tone::Neutral;
    switch (number.verdict->standing) {
    case DoNotCallStanding::Blocked:
        return Tone::Bad;
    case DoNotCallStanding::Unheeded:
    case DoNotCallStanding::NotTold:
    case DoNotCallStanding::Unreadable:
        return Tone::Warn;
    case DoNotCallStanding::Free:
        return Tone::Neutral;
    }
    Q_UNREACHABLE();
}

/// What `text` says of the verdict, if there is one.
TableColumn<CheckedNumber>::Of<QString> ofVerdict(QString (*text)(const DoNotCallVerdict &))
{
    return [text](const CheckedNumber &number) { return number.verdict ? text(*number.verdict) : QString(); };
}

QString dayOfTime(const QString &time)
{
    constexpr qsizetype withSeconds = 19; // 2026-03-02 14:06:47; what is no time is words
    return time.size() == withSeconds && time.front().isDigit() ? time.left(10) : time;
}

/// The same of a time, without the time of day.
TableColumn<CheckedNumber>::Of<QString> dayOf(QString (*text)(const DoNotCallVerdict &))
{
    return
        [text](const CheckedNumber &number) { return number.verdict ? dayOfTime(text(*number.verdict)) : QString(); };
}

TableColumn<CheckedNumber>::Of<QVariant> timeOf(QDateTime DoNotCallEntry::*member)
{
    return [member](const CheckedNumber &number) {
        const bool isThere = number.verdict && !number.verdict->entries.isEmpty();
        return QVariant(isThere ? number.verdict->entries.first().entry.*member : QDateTime());
    };
}

bool hasSkill(const QList<Dialer> &skills, const Dialer &skill)
{
    return std::ranges::find(skills, skill.id, &Dialer::id) != skills.end();
}

} // namespace

CheckedNumbersModel::CheckedNumbersModel(QObject *parent)
    : RowsModel(
          {
              {.title = tr("Line"),
               .text = [](const CheckedNumber &number) { return QLocale().toString(number.asked.line); },
               .raw = [](const CheckedNumber &number) { return QVariant(number.asked.line); },
               .align = Qt::AlignRight | Qt::AlignVCenter},
              {.title = tr("Number"),
               .text = [](const CheckedNumber &number) { return askedNumberText(number.asked); }},
              {.title = tr("Status"), .text = checkedNumberText, .tone = standingTone},
              {.title = tr("Why"), .text = checkedReasonText, .tip = checkedReasonText},
              {.title = tr("Groups"), .text = ofVerdict(entryGroupsText)},
              {.title = tr("Since"),
               .text = dayOf(entrySinceText),
               .raw = timeOf(&DoNotCallEntry::collected),
               .tip = ofVerdict(entrySinceText)},
              {.title = tr("Until"),
               .text = dayOf(entryUntilText),
               .raw = timeOf(&DoNotCallEntry::expires),
               .tip = ofVerdict(entryUntilText)},
              {.title = tr("Honored by"), .text = ofVerdict(entryHonoringText)},
              {.title = tr("Contributing skills"), .text = ofVerdict(entryContributingText)},
          },
          Spoken::TitleAndText, parent)
{
}

void CheckedNumbersModel::setNumbers(const AskedNumbers &numbers)
{
    setRows(mapped(numbers.rows, [](const AskedNumber &number) { return CheckedNumber{number, std::nullopt}; }));
}

void CheckedNumbersModel::settle(const Settled &settled)
{
    int first = rowCount(), last = -1;
    for (const auto &[row, verdict] : settled) {
        if (!isRow(int(row)))
            continue;
        m_rows[row].verdict = verdict;
        first = std::min(first, int(row));
        last = std::max(last, int(row));
    }
    if (last >= first)
        Q_EMIT dataChanged(index(first, Standing), index(last, Contributing));
}

StandingFilterModel::StandingFilterModel(CheckedNumbersModel *numbers, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_numbers(numbers)
{
    setSortRole(RawRole);
    setSourceModel(numbers);
}

void StandingFilterModel::setStanding(const std::optional<DoNotCallStanding> &standing)
{
    m_standing = standing;
    invalidateRowsFilter();
}

bool StandingFilterModel::filterAcceptsRow(int row, const QModelIndex &) const
{
    const CheckedNumber *number = m_numbers->at(row);
    return !m_standing || (number != nullptr && number->verdict && number->verdict->standing == *m_standing);
}

PreviewedNumbersModel::PreviewedNumbersModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Line"),
            .text = [](const PreviewedNumber &row) { return numberText(row.asked.line); },
            .raw = [](const PreviewedNumber &row) { return row.asked.line; },
            .align = Qt::AlignRight},
           {.title = tr("Number"), .text = [](const PreviewedNumber &row) { return askedNumberText(row.asked); }},
           {.title = tr("What will happen"),
            .text = [](const PreviewedNumber &row) { return outlookText(row.outlook); },
            .tone
            = [](const PreviewedNumber &row) { return row.changes() ? std::optional(Tone::Info) : std::nullopt; }},
           {.title = tr("Why"), .text = [this](const PreviewedNumber &row) { return outlookReasonText(row, m_aim); }}},
          Spoken::TitleAndText, parent)
{
}

void PreviewedNumbersModel::setPreview(const DoNotCallPreview &preview)
{
    m_aim = preview.aim;
    setRows(preview.rows);
}

DoNotCallMatrixModel::DoNotCallMatrixModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void DoNotCallMatrixModel::setGroups(const QList<DoNotCallGroupFacts> &groups)
{
    beginResetModel();
    m_groups = groups;
    m_skills.clear();
    for (const DoNotCallGroupFacts &facts : groups) {
        for (const Dialer &skill : facts.contributing + facts.scrubbed) {
            if (!hasSkill(m_skills, skill))
                m_skills.append(skill);
        }
    }
    std::ranges::sort(m_skills, [](const Dialer &a, const Dialer &b) {
        const int order = a.name.localeAwareCompare(b.name);
        return order == 0 ? a.id < b.id : order < 0;
    });
    endResetModel();
}

int DoNotCallMatrixModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_groups.size());
}

int DoNotCallMatrixModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : noteColumn() + 1;
}

QVariant DoNotCallMatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(section == Records ? Qt::AlignRight | Qt::AlignVCenter
                                                      : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Group");
    case Records:
        return tr("Records");
    case Activity:
        return tr("Status");
    case Changed:
        return tr("Changed");
    default:
        return section == noteColumn() ? tr("Note") : visibleText(m_skills.at(section - FirstSkill).name, 60);
    }
}

QString DoNotCallMatrixModel::text(const DoNotCallGroupFacts &facts, int column) const
{
    switch (column) {
    case Name:
        return visibleText(facts.group.name, 100);
    case Records:
        return groupRecordsText(facts.group);
    case Activity:
        return groupActivityText(facts.group);
    case Changed:
        return facts.group.changed.isValid() ? dayOfTime(shortRecordTimeText(facts.group.changed)) : tr("not told");
    default: {
        if (column == noteColumn())
            return groupNoteText(facts);
        const Dialer &skill = m_skills.at(column - FirstSkill);
        return facts.fault ? tr("unknown")
                           : groupSkillText(hasSkill(facts.contributing, skill), hasSkill(facts.scrubbed, skill));
    }
    }
}

QVariant DoNotCallMatrixModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DoNotCallGroupFacts &facts = m_groups.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(facts, index.column());
    case RawRole:
        return index.column() == Records ? QVariant(facts.group.numbers)
            : index.column() == Changed  ? QVariant(facts.group.changed)
                                         : QVariant(text(facts, index.column()));
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + QStringLiteral(": ")
                       + text(facts, index.column()));
    case Qt::ToolTipRole:
        return index.column() == noteColumn() ? QVariant(groupNoteText(facts))
            : index.column() == Changed && facts.group.changed.isValid()
            ? QVariant(shortRecordTimeText(facts.group.changed))
            : QVariant();
    case ToneRole:
        if (index.column() == Activity)
            return QVariant::fromValue(facts.group.isActive ? Tone::Good : Tone::Neutral);
        return {};
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    default:
        return {};
    }
}

} // namespace muster
