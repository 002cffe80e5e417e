// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/recentitemsmodel.h"

#include "models/text/filetexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

namespace muster {

namespace {

QString openedText(const RecentItem &item)
{
    return relativeTimeText(item.opened, QDateTime::currentDateTimeUtc());
}

} // namespace

RecentItemsModel::RecentItemsModel(QObject *parent)
    : RowsModel({{.title = tr("Name"),
                  .text = [](const RecentItem &item) { return visibleText(item.name, 200); },
                  .tip =
                      [](const RecentItem &item) {
                          return item.kind == RecentItem::Kind::File ? visibleText(item.id, 400) : QString();
                      },
                  .full =
                      [](const RecentItem &item) {
                          return item.kind == RecentItem::Kind::File ? visibleText(item.id, 400)
                                                                     : visibleText(item.name, 200);
                      }},
                 {.title = tr("Type"),
                  .text = [](const RecentItem &item) { return recentKindText(item.kind); },
                  .full = [](const RecentItem &item) { return recentKindText(item.kind); }},
                 {.title = tr("Opened"),
                  .text = openedText,
                  .raw = [](const RecentItem &item) { return item.opened; },
                  .tip = [](const RecentItem &item) { return exactTimeText(item.opened); },
                  .full = openedText}},
                Spoken::Text, parent)
{
}

} // namespace muster
