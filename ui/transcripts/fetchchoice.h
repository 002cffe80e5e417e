// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/transcripts/transcriptloader.h"
#include "network/wire/transcript.h"

#include <QUrl>

namespace muster {

/// What a person chose to fetch, as it stands in the form. The order of a run is made of it by the controller.
struct FetchChoice
{
    TranscriptRequest request;
    TranscriptForm form = TranscriptForm::Json;
    QString folder; ///< Absolute.
    QString policy; ///< Name of a masking policy; empty: the built-in one.
    QUrl webhook; ///< Empty: nobody is told.
    bool raw = false; ///< Text as it came, unmasked: needs a word of its own.
};

} // namespace muster
