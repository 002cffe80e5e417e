// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/undotexts.h"

#include "models/text/plurals.h"

#include <QCoreApplication>
#include <QLocale>

namespace muster {

namespace {

struct UndoTexts
{
    Q_DECLARE_TR_FUNCTIONS(UndoTexts)
};

} // namespace

QString undoFateText(UndoFate fate)
{
    switch (fate) {
    case UndoFate::Gone:
        return UndoTexts::tr("The contact is not in the list any more");
    case UndoFate::ComesBack:
        return UndoTexts::tr("Comes back");
    case UndoFate::AsBefore:
        return UndoTexts::tr("Is as before already");
    case UndoFate::ChangedSince:
        return UndoTexts::tr("Changed since: stays as it is");
    case UndoFate::WasEmpty:
        return UndoTexts::tr("Was empty: cannot be cleared");
    case UndoFate::NotWritable:
        return UndoTexts::tr("Cannot be written back");
    case UndoFate::LeftOut:
        return UndoTexts::tr("Left out: stays as it is");
    }
    return {};
}

QString undoLeftText(UndoFate fate, qint64 count)
{
    const QString n = QLocale().toString(count);
    const int form = pluralForm(count);
    switch (fate) {
    case UndoFate::ChangedSince:
        return UndoTexts::tr("%1 values have changed since the run and are left alone.", nullptr, form).arg(n);
    case UndoFate::WasEmpty:
        return UndoTexts::tr("%1 values were empty before and stay as they are: the server takes no empty values.",
                             nullptr, form)
            .arg(n);
    case UndoFate::NotWritable:
        return UndoTexts::tr("%1 values cannot be written back: they do not fit their attribute.", nullptr, form)
            .arg(n);
    case UndoFate::Gone:
        return UndoTexts::tr("%1 values are of contacts that are not in the list any more.", nullptr, form).arg(n);
    case UndoFate::LeftOut:
        return UndoTexts::tr("%1 values are left out by choice and stay as they are.", nullptr, form).arg(n);
    case UndoFate::ComesBack:
    case UndoFate::AsBefore:
        break;
    }
    return {};
}

QString undoActText(qint64 values)
{
    return UndoTexts::tr("Bring back %1 values", nullptr, pluralForm(values)).arg(QLocale().toString(values));
}

} // namespace muster
