// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptresult.h"

namespace muster {

QString transcriptFateKey(TranscriptFate fate)
{
    switch (fate) {
    case TranscriptFate::Written:
        return QStringLiteral("written");
    case TranscriptFate::Held:
        return QStringLiteral("held");
    case TranscriptFate::Missing:
        return QStringLiteral("missing");
    case TranscriptFate::Failed:
        return QStringLiteral("failed");
    case TranscriptFate::LeftOut:
        return QStringLiteral("left_out");
    case TranscriptFate::Unexpected:
        return QStringLiteral("unexpected");
    }
    Q_UNREACHABLE();
}

} // namespace muster
