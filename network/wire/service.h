// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <array>

namespace muster {

/// The five services a tenant offers, each with its own origin, sign-in and retry table. Contract sections 2 to 6.
enum class Service { Segments, Enrichment, Transcripts, ContactLists, Audiences };

inline constexpr std::array<Service, 5> allServices
    = {Service::Segments, Service::Enrichment, Service::Transcripts, Service::ContactLists, Service::Audiences};

/// Stable key for settings, journals and `--json`: "segments", "enrichment", "transcripts", "contact_lists", "audiences".
[[nodiscard]] QString serviceKey(Service service);

} // namespace muster
