// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/donotcallchange.h"

#include <QString>
#include <QStringList>

namespace muster {

// The words for changes of do-not-call groups.

[[nodiscard]] QString doNotCallActText(DoNotCallAct act);
/// "Will be added", "Already there".
[[nodiscard]] QString outlookText(DoNotCallOutlook outlook);
/// Whole sentences: why that becomes of it.
[[nodiscard]] QString outlookReasonText(const PreviewedNumber &row, const DoNotCallAim &aim);
/// "Will be added: 3, already there: 1".
[[nodiscard]] QString previewSummaryText(const DoNotCallPreview &preview);
/// Which skills skip the numbers from then on and which no longer do, as far as these groups go; a sentence each.
[[nodiscard]] QStringList changeEffectTexts(const DoNotCallPreview &preview);
/// What such a change does not do.
[[nodiscard]] QString changeLimitsText(DoNotCallAct act);
/// "3 numbers will be added to Company do not call."
[[nodiscard]] QString changeSentence(const DoNotCallAim &aim, qint64 count);
/// The same of an undo.
[[nodiscard]] QString undoSentence(const DoNotCallAim &aim, qint64 count);
/// What is to be typed.
[[nodiscard]] QString changeConfirmText(qint64 count);

} // namespace muster
