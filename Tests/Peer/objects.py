"""OCPI 2.2.1 objects of the parties in the end-to-end run."""

import datetime


def moment(minutes):
    """A time some minutes from now, to the second."""
    at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=minutes)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


# Each session has an EVSE to itself: two bills for the same time on one would be held.
EVSES = {"S-TO": "3256", "S-OPEN": "3257", "S-LIB": "3258", "S-TNM": "3259"}


def location(country, party, name):
    return {
        "country_code": country, "party_id": party, "id": name, "publish": True, "name": "Korenmarkt",
        "address": "Korenmarkt 1", "city": "Gent", "country": "BEL", "time_zone": "Europe/Brussels",
        "coordinates": {"latitude": "51.047599", "longitude": "3.729944"},
        "evses": [{
            "uid": uid, "evse_id": f"{country}*{party}*E{uid}", "status": "AVAILABLE",
            "connectors": [{
                "id": "1", "standard": "IEC_62196_T2", "format": "SOCKET", "power_type": "AC_3_PHASE",
                "max_voltage": 230, "max_amperage": 32, "tariff_ids": ["TAR-1"],
                "last_updated": moment(-3000)}],
            "last_updated": moment(-3000)} for uid in EVSES.values()],
        "last_updated": moment(-3000)}


def tariff(country, party):
    """0.40 per kWh and 0.50 to start."""
    return {
        "country_code": country, "party_id": party, "id": "TAR-1", "currency": "EUR",
        "elements": [{"price_components": [
            {"type": "ENERGY", "price": 0.40, "step_size": 1}, {"type": "FLAT", "price": 0.50, "step_size": 1}]}],
        "last_updated": moment(-3000)}


def token(country, party, number):
    return {
        "country_code": country, "party_id": party, "uid": f"{party}0000{number}", "type": "RFID",
        "contract_id": f"{country}-{party}-C0000000{number}", "issuer": party, "valid": True, "whitelist": "NEVER",
        "last_updated": moment(-3000)}


def cdr_token(whole):
    return {name: whole[name] for name in ("country_code", "party_id", "uid", "type", "contract_id")}


def session(country, party, name, whole_token, place, kwh, status="ACTIVE", updated=-10):
    thing = {
        "country_code": country, "party_id": party, "id": name, "start_date_time": moment(-70), "kwh": kwh,
        "cdr_token": cdr_token(whole_token), "auth_method": "AUTH_REQUEST", "location_id": place, "evse_uid": EVSES[name],
        "connector_id": "1", "currency": "EUR", "status": status, "last_updated": moment(updated)}
    if status == "COMPLETED":
        thing["end_date_time"] = moment(-10)
    return thing


def cdr(country, party, name, of, used_tariff, place, kwh):
    """The bill of the session `of` by the tariff above; `kwh` times 0.40 plus 0.50."""
    start, end = of["start_date_time"], moment(-10)
    hours = round((parse(end) - parse(start)).total_seconds() / 3600, 4)
    return {
        "country_code": country, "party_id": party, "id": name, "start_date_time": start, "end_date_time": end,
        "session_id": of["id"], "cdr_token": of["cdr_token"], "auth_method": of["auth_method"],
        "cdr_location": {
            "id": place["id"], "name": place["name"], "address": place["address"], "city": place["city"],
            "country": place["country"], "coordinates": place["coordinates"], "evse_uid": of["evse_uid"],
            "evse_id": f"{country}*{party}*E{of['evse_uid']}", "connector_id": "1", "connector_standard": "IEC_62196_T2",
            "connector_format": "SOCKET", "connector_power_type": "AC_3_PHASE"},
        "currency": "EUR", "tariffs": [used_tariff],
        "charging_periods": [{
            "start_date_time": start, "tariff_id": used_tariff["id"],
            "dimensions": [{"type": "ENERGY", "volume": kwh}, {"type": "TIME", "volume": hours}]}],
        "total_cost": {"excl_vat": round(kwh * 0.40 + 0.50, 4)}, "total_fixed_cost": {"excl_vat": 0.50},
        "total_energy": kwh, "total_energy_cost": {"excl_vat": round(kwh * 0.40, 4)}, "total_time": hours,
        "last_updated": moment(-9)}


def parse(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
