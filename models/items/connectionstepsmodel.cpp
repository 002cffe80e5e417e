// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/connectionstepsmodel.h"

#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"

#include <QLocale>

namespace muster {

ConnectionStepsModel::ConnectionStepsModel(QObject *parent)
    : RowsModel({{.title = tr("Status"),
                  .text =
                      [](const ConnectionHop &step) {
                          return step.skipped ? tr("Not tried") : step.error ? tr("Failed") : tr("Passed");
                      },
                  .tone =
                      [](const ConnectionHop &step) {
                          return step.skipped ? Tone::Neutral : step.error ? Tone::Bad : Tone::Good;
                      }},
                 {.title = tr("Step"), .text = hopText},
                 {.title = tr("To"), .text = [](const ConnectionHop &step) { return visibleText(step.target, 200); }},
                 {.title = tr("Duration"),
                  .text =
                      [](const ConnectionHop &step) {
                          //: Milliseconds.
                          return step.skipped ? QString()
                                              : tr("%1 ms").arg(QLocale().toString(qlonglong(step.latency.count())));
                      },
                  .raw = [](const ConnectionHop &step) { return qlonglong(step.latency.count()); },
                  .align = Qt::AlignRight},
                 {.title = tr("Result"),
                  .text =
                      [](const ConnectionHop &step) {
                          if (step.skipped)
                              return tr("An earlier step failed.");
                          return step.error ? errorSentence(*step.error) : hopFindingText(step);
                      }}},
                Spoken::Text, parent)
{
}

} // namespace muster
