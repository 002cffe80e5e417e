// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/outcomekey.h"

namespace muster {

QString outcomeKey(RunOutcome::Kind kind)
{
    switch (kind) {
    case RunOutcome::Kind::Complete:
    case RunOutcome::Kind::CompleteWithFindings:
        return QStringLiteral("complete"); // findings are told apart
    case RunOutcome::Kind::Paused:
        return QStringLiteral("paused");
    case RunOutcome::Kind::Halted:
        return QStringLiteral("halted");
    case RunOutcome::Kind::Failed:
        return QStringLiteral("failed");
    case RunOutcome::Kind::Refused:
        return QStringLiteral("refused");
    case RunOutcome::Kind::Cancelled:
        return QStringLiteral("cancelled");
    }
    Q_UNREACHABLE();
}

} // namespace muster
