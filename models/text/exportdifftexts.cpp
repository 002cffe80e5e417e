// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/exportdifftexts.h"

#include "models/text/plaintext.h"
#include "models/text/wordtable.h"

#include <QFileInfo>
#include <QLocale>

namespace muster {

namespace {

struct ExportDiffTexts
{
    Q_DECLARE_TR_FUNCTIONS(ExportDiffTexts)
};

constexpr WordRow<RowChange> changes[]{
    {RowChange::Changed, QT_TRANSLATE_NOOP("ExportDiffTexts", "Changed")},
    {RowChange::Joined, QT_TRANSLATE_NOOP("ExportDiffTexts", "Joined")},
    {RowChange::Left, QT_TRANSLATE_NOOP("ExportDiffTexts", "Left")},
};

QString namesText(const QStringList &names)
{
    constexpr qsizetype most = 20;
    QStringList shown;
    for (const QString &name : names.first(std::min(most, names.size())))
        shown.append(visibleText(name, 100));
    const QString list = shown.join(QLatin1String(", "));
    return names.size() > most ? ExportDiffTexts::tr("%1 and others").arg(list) : list;
}

} // namespace

QString rowChangeText(RowChange change)
{
    return wordIn("ExportDiffTexts", changes, change);
}

QString rowChangeTitle(RowChange change, qint64 count)
{
    //: A group of rows and how many there are: "Changed (1,234)".
    return ExportDiffTexts::tr("%1 (%2)").arg(rowChangeText(change), QLocale().toString(count));
}

QStringList exportDiffNotes(const ExportDiff &diff)
{
    QStringList notes;
    for (const ExportFile *file : {&diff.older, &diff.newer}) {
        if (!file->hasManifest) {
            notes << ExportDiffTexts::tr("The file %1 has no manifest next to it, so it can’t be verified.")
                         .arg(visibleText(QFileInfo(file->path).fileName(), 100));
        }
    }
    if (!diff.onlyOlder.isEmpty())
        notes << ExportDiffTexts::tr("Not compared, because only the older file has it: %1.")
                     .arg(namesText(diff.onlyOlder));
    if (!diff.onlyNewer.isEmpty())
        notes << ExportDiffTexts::tr("Not compared, because only the newer file has it: %1.")
                     .arg(namesText(diff.onlyNewer));
    if (!diff.older.segmentName.isEmpty() && !diff.newer.segmentName.isEmpty()
        && diff.older.segmentName != diff.newer.segmentName) {
        notes << ExportDiffTexts::tr("The files are from different segments: %1 and %2.")
                     .arg(visibleText(diff.older.segmentName, 100), visibleText(diff.newer.segmentName, 100));
    }
    return notes;
}

QString exportDiffSummary(const ExportDiff &diff)
{
    if (diff.isSame())
        return ExportDiffTexts::tr("The exports are identical.");
    const QLocale locale;
    return ExportDiffTexts::tr("%1 changed, %2 joined, %3 left; %4 unchanged.")
        .arg(locale.toString(diff.count(RowChange::Changed)), locale.toString(diff.count(RowChange::Joined)),
             locale.toString(diff.count(RowChange::Left)), locale.toString(diff.unchanged));
}

} // namespace muster
